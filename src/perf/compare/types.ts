/** A load point as a comparison needs it. */
export interface ComparedPoint {
  /** Its folder. */
  name: string
  parallel: number | null
  rate: number | null
  number: number
  /** Metric id to value in base units; null where not measured. */
  values: Readonly<Record<string, number | null>>
  /** What makes its figures doubtful, in sentences. */
  problems: string[]
}

export interface ComparedLoad {
  /** Absolute. */
  folder: string
  writer: 'evalscope-ts' | 'evalscope'
  model: string
  simulated: boolean
  points: ComparedPoint[]
  /** What it was made with: name of the option to its value. */
  settings: Record<string, unknown>
  problems: string[]
}
