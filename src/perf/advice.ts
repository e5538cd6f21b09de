import type { PerfResult, PointResult } from './result.js'

/** The point with the highest request throughput and the one with the lowest mean latency, by name; null where nothing succeeded. */
export function bestOf(points: readonly PointResult[]): PerfResult['best'] {
  return {
    throughput: extreme(points, point => point.values.requestThroughput || null)?.name ?? null,
    latency: extreme(points, point => negated(point.values['latency.mean'] ?? null))?.name ?? null,
  }
}

/** Plain sentences on what the sweep shows. Points are taken in the order of their load. */
export function adviceOn(points: readonly PointResult[]): string[] {
  const loads = points.filter(point => point.values.requestThroughput !== null).sort((a, b) => loadOf(a) - loadOf(b))
  return [saturation(loads), successAt(loads), growth(loads)].filter(sentence => sentence !== null)
}

/** How a point is named in sentences. */
export function loadWords({ parallel, rate }: Pick<PointResult, 'parallel' | 'rate'>): string {
  const paced = rate === null ? '' : `${rate} requests/s`
  return parallel === null ? paced : `${parallel} in flight${paced && ` at ${paced}`}`
}

const loadOf = ({ parallel, rate }: PointResult): number => parallel ?? rate ?? 0
const negated = (value: number | null): number | null => (value === null ? null : -value)

function extreme(points: readonly PointResult[], value: (point: PointResult) => number | null): PointResult | null {
  let best: PointResult | null = null
  for (const point of points) {
    const candidate = value(point)
    if (candidate !== null && (best === null || candidate > (value(best) ?? Number.NEGATIVE_INFINITY))) best = point
  }
  return best
}

/** Throughput that grows by less than this from one point to the next has levelled off. */
const LEVEL = 1.05

function saturation(loads: readonly PointResult[]): string | null {
  const top = extreme(loads, point => point.values.requestThroughput ?? null)
  const last = loads.at(-1)
  if (loads.length < 2 || top === null || last === undefined) return null
  if (top === loads[0]) return `Throughput was highest at the lowest load (${loadWords(top)}): more load only adds waiting.`
  if (top !== last) return `Throughput peaked at ${loadWords(top)} and fell beyond it: the service is saturated there.`
  const before = loads.at(-2)?.values.requestThroughput ?? 0
  const gain = (last.values.requestThroughput ?? 0) / before
  if (gain < LEVEL) return `Throughput has levelled off: the last step, to ${loadWords(last)}, added ${((gain - 1) * 100).toFixed(1)} %.`
  return `Throughput still grows at ${loadWords(last)}: the service is not saturated; try higher loads.`
}

function successAt(loads: readonly PointResult[]): string | null {
  const failing = loads.find(point => (point.values.successRate ?? 100) < 95)
  if (failing === undefined) return null
  return `Only ${(failing.values.successRate ?? 0).toFixed(1)} % of requests succeeded at ${loadWords(failing)}: see the failures before trusting its figures.`
}

function growth(loads: readonly PointResult[]): string | null {
  const [first, last] = [loads[0]?.values['latency.mean'] ?? null, loads.at(-1)?.values['latency.mean'] ?? null]
  const end = loads.at(-1)
  if (first === null || last === null || end === undefined || last / first < 3) return null
  return `Mean latency grew ${(last / first).toFixed(1)}-fold from the lowest load to ${loadWords(end)}.`
}
