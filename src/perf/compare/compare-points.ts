import { percentileDifference } from '../../lib/quantile-bootstrap.js'
import { RunningMoments } from '../../lib/statistics.js'
import { findValue, valueIds } from '../../metrics/names.js'
import { requestValues } from './request-values.js'
import type { ComparedLoad, ComparedPoint } from './types.js'

/** One figure of two points of the same load, in base units. */
export interface ValueDifference {
  /** `ttft.p99`. */
  id: string
  a: number | null
  b: number | null
  /** B - A. */
  difference: number | null
  /** (B - A) / A; null where A is 0. */
  relative: number | null
  /** 95 % interval of the difference, from single requests; null where it cannot be told. */
  low: number | null
  high: number | null
  /** Null where neither way is better, nothing changed, or it was not measured. */
  better: boolean | null
  /** The interval leaves no room for "no difference"; null without one. */
  clear: boolean | null
}

export interface PointPair {
  a: ComparedPoint
  b: ComparedPoint
}

export interface ComparedPair extends PointPair {
  /** Every figure that at least one of them has. */
  values: ValueDifference[]
}

/** `4 in flight, 2 req/s`. */
export function loadWords({ parallel, rate }: ComparedPoint): string {
  return [parallel === null ? [] : `${parallel} in flight`, rate === null ? [] : `${rate} req/s`].flat().join(', ')
}

/** Points of the same load, of the same number of requests where there are such; the second of a load with the second. */
export function pairPoints(
  a: readonly ComparedPoint[],
  b: readonly ComparedPoint[],
): { pairs: PointPair[]; onlyA: ComparedPoint[]; onlyB: ComparedPoint[] } {
  const left = new Set(b)
  const partners = new Map<ComparedPoint, ComparedPoint>()
  const match = (same: (one: ComparedPoint, other: ComparedPoint) => boolean): void => {
    for (const point of a) {
      const other = partners.has(point) ? undefined : [...left].find(candidate => same(point, candidate))
      if (other === undefined) continue
      partners.set(point, other)
      left.delete(other)
    }
  }
  match((one, other) => loadWords(one) === loadWords(other) && one.number === other.number)
  match((one, other) => loadWords(one) === loadWords(other))
  return {
    pairs: [...partners].map(([one, other]) => ({ a: one, b: other })).sort((one, other) => a.indexOf(one.a) - a.indexOf(other.a)),
    onlyA: a.filter(point => !partners.has(point)),
    onlyB: [...left],
  }
}

export async function comparePair(a: ComparedLoad, b: ComparedLoad, pair: PointPair, seed: number): Promise<ComparedPair> {
  const [before, after] = [await requestValues(a.folder, pair.a), await requestValues(b.folder, pair.b)]
  const ids = valueIds.filter(id => pair.a.values[id] != null || pair.b.values[id] != null)
  return { ...pair, values: ids.map(id => valueDifference(id, pair, intervalOf(id, before, after, seed))) }
}

type Interval = { low: number; high: number } | null

function valueDifference(id: string, { a: one, b: other }: PointPair, interval: Interval): ValueDifference {
  const [a, b] = [one.values[id] ?? null, other.values[id] ?? null]
  if (a === null || b === null) return { id, a, b, difference: null, relative: null, low: null, high: null, better: null, clear: null }
  const difference = b - a
  return {
    ...{ id, a, b, difference },
    relative: a === 0 ? null : difference / a,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    better: isBetter(difference, findValue(id)?.metric.direction ?? null),
    clear: interval && (interval.low > 0 || interval.high < 0),
  }
}

function isBetter(difference: number, direction: 'lower' | 'higher' | null): boolean | null {
  return difference === 0 || direction === null ? null : difference > 0 === (direction === 'higher')
}

function intervalOf(
  id: string,
  before: ReadonlyMap<string, Float64Array>,
  after: ReadonlyMap<string, Float64Array>,
  seed: number,
): Interval {
  const { metricId, stat } = findValue(id) ?? { metricId: '', stat: null }
  const [a, b] = [before.get(metricId), after.get(metricId)]
  if (a === undefined || b === undefined || stat === null) return null
  if (stat === 'mean') return meanDifference(a, b)
  const percent = /^p([\d.]+)$/.exec(stat)?.[1]
  return percent === undefined ? null : percentileDifference(a, b, Number(percent), seed)
}

/** 97.5 % quantile of the normal distribution. */
const Z = 1.959964

/** Of two independent samples with spreads of their own (Welch 1938). */
function meanDifference(a: Float64Array, b: Float64Array): Interval {
  const [one, other] = [moments(a), moments(b)]
  if (one.std === null || other.std === null || one.mean === null || other.mean === null) return null
  const half = Z * Math.sqrt(one.std ** 2 / a.length + other.std ** 2 / b.length)
  return { low: other.mean - one.mean - half, high: other.mean - one.mean + half }
}

function moments(values: Float64Array): ReturnType<RunningMoments['summary']> {
  const running = new RunningMoments()
  for (const value of values) running.add(value)
  return running.summary()
}
