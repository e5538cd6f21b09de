import type { CollectionInfo } from '../collections/line.js'
import type { RepeatedAggregation } from '../repeated-answers.js'

/** One answer as a comparison needs it; texts stay on disk. */
export interface ComparedAnswer {
  generation: number
  /** Names the answer in the app's addresses. */
  key: string
  /** Null where it has no score. */
  values: Readonly<Record<string, number>> | null
  /** The main one of them. */
  main: number | null
  /** As an outcome has it. */
  vote: string | null
  /** Hashes of what was asked and of the key. */
  prompt: string
  target: string
  /** Version of the scorer; null where it is not known. */
  scorer: number | null
  judges: string
}

export interface ComparedSample {
  /** The same for the same row of the data; of a collection, for the same line. */
  id: string
  /** What people call it: the sample's id. */
  name: string
  /** The row's place without its content: another content at the same place is another version of the data. */
  place: string
  /** Number of the question in its file, by which it is known in runs whose records have no id; null where unknown. */
  group: string | null
  subset: string
  /** By generation; fewer than were asked for where some could not be had. */
  answers: ComparedAnswer[]
  /** The line of a collection that it stands on. */
  line: CollectionInfo | null
}

export interface ComparedMetric {
  /** `accuracy`. */
  name: string
  title: string
  direction: 'higher' | 'lower'
  main: boolean
  /** How the answers to one question become one value. */
  aggregation: RepeatedAggregation | null
  k: number | null
  /** Name of the value by which a question counts. */
  weight: string | null
}

export interface ComparedDataset {
  name: string
  title: string
  repeats: number
  /** Of the benchmark; null where it is not known. */
  version: number | null
  /** The main one first. */
  metrics: ComparedMetric[]
  samples: ComparedSample[]
  /** sha256 of the files that were read. */
  files: string[]
}

export interface ComparedRun {
  /** Absolute. */
  folder: string
  writer: 'evalscope-ts' | 'evalscope'
  model: string
  modelId: string
  simulated: boolean
  datasets: ComparedDataset[]
  /** What it was made with: name of the option to its value. */
  settings: Record<string, unknown>
  /** What makes its scores doubtful, in sentences. */
  problems: string[]
}
