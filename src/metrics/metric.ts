import type { Measure } from './measure.js'
import type { Totals } from './totals.js'

/** Units of values as they are kept, compared and written to JSON. Shares are percent: 99.5, not 0.995. */
type Unit = 's' | '%' | 'req' | 'tok' | 'req/s' | 'tok/s' | 'tok/read' | 'tok/event'

/** How people see a value: `value * scale` followed by `unit`. */
export interface Show {
  unit: string
  scale: number
}

interface Described {
  title: string
  /** For narrow tables, where the title is long: `TTFT`. */
  short?: string
  /** Other names that thresholds and goodput limits know it by; case, `_` and `-` never matter. */
  aliases?: readonly string[]
  unit: Unit
  show: Show
  /** What it is computed from, in plain words; the docs are made of it. */
  formula: string
  /** Which way is better; null where neither is. */
  direction: 'lower' | 'higher' | null
}

/** One value a request (or, pooled, one a gap), told by its statistics: `ttft.mean`, `ttft.p99`. */
export interface DistributionMetric extends Described {
  kind: 'distribution'
  /** Whose values are taken. */
  over: 'successes' | 'all'
  /** The value of one request; null for the pooled gaps, which are no value of a request. */
  read: ((measure: Measure) => number | null) | null
}

/** One value a load point. */
export interface ScalarMetric extends Described {
  kind: 'scalar'
  compute(totals: Totals): number | null
}

export type Metric = DistributionMetric | ScalarMetric
