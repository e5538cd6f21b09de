import type { PerfOptions } from './options.js'
import type { ShapeName } from './shapes/index.js'

/** One load of a sweep. */
export interface Point {
  shape: ShapeName
  /** Requests in flight; null in an open loop. */
  parallel: number | null
  /** Requests a second; null where not paced. */
  rate: number | null
  /** Measured requests. */
  number: number
  /** Requests before them, not counted. */
  warmup: number
  /** EvalScope's folder name: `parallel_4_number_40`, `rate_2_number_40`. */
  name: string
}

type PointOptions = Pick<PerfOptions, 'parallel' | 'number' | 'rate' | 'openLoop' | 'warmupNum'>

/** The points of a sweep, in the order given. Lists are paired; one value serves all. */
export function pointsOf({ parallel, number, rate, openLoop, warmupNum }: PointOptions): Point[] {
  const count = openLoop ? (rate ?? []).length : parallel.length
  return Array.from({ length: count }, (_, index) => {
    const pace = pick(rate, index) ?? -1
    const places = openLoop ? null : (pick(parallel, index) ?? 1)
    const requests = pick(number, index) ?? 10 * (places ?? Math.max(1, Math.ceil(pace)))
    return {
      shape: openLoop ? 'open' : pace > 0 ? 'paced' : 'closed',
      parallel: places,
      rate: pace > 0 ? pace : null,
      number: requests,
      warmup: warmupOf(warmupNum, requests),
      name: `${places === null ? `rate_${pace}` : `parallel_${places}`}_number_${requests}`,
    }
  })
}

const pick = (values: readonly number[] | undefined, index: number): number | undefined =>
  values?.length === 1 ? values[0] : values?.[index]

/** A number of requests, or a share of the measured ones (at least one). */
function warmupOf(warmup: number, number: number): number {
  if (warmup === 0) return 0
  return warmup < 1 ? Math.max(1, Math.floor(warmup * number)) : Math.floor(warmup)
}
