import { nearest } from '../lib/nearest.js'
import { type StatName, statNames } from '../lib/statistics.js'
import type { Metric } from './metric.js'
import { type MetricId, metrics } from './metrics.js'

/** One number of a load point: a scalar, or one statistic of a distribution. */
export interface ValueName {
  /** `requestThroughput`, `ttft.p99`: the key in a point's values. */
  id: string
  metricId: MetricId
  metric: Metric
  stat: StatName | null
}

const statAliases: Partial<Record<StatName, readonly string[]>> = {
  mean: ['avg', 'average'],
  p50: ['median'],
  max: ['maximum'],
  min: ['minimum'],
}

const metricsByName = new Map(metrics.names.flatMap(id => namesOf(id).map(name => [normalize(name), id])))
const valuesByName = new Map(metrics.names.flatMap(valuesNamed))

/** Every value's id, in the order of tables. */
export const valueIds: readonly string[] = metrics.names.flatMap(id => valuesOf(id).map(value => value.id))

/** A metric by its id, short title or alias, whatever its case, `_` and `-`. */
export function findMetric(name: string): MetricId | undefined {
  return metricsByName.get(normalize(name))
}

/** A value by name: `ttft.p99`, `TTFT_p99`, `p99_ttft`, `output-throughput`. A distribution without a statistic is its mean. */
export function findValue(name: string): ValueName | undefined {
  return valuesByName.get(normalize(name))
}

/** "Did you mean …?", or where all names stand. */
export function nameHint(name: string): string {
  const guess = nearest(name, [...valueIds, ...metrics.names.flatMap(namesOf)])
  if (guess !== undefined) return `Did you mean "${guess}"?`
  return `Known: ${metrics.names.join(', ')}; times and token counts also with a statistic: ttft.p99. Statistics: ${statNames.join(', ')}.`
}

function normalize(name: string): string {
  return name.toLowerCase().replace(/[\s._-]/g, '')
}

function namesOf(id: MetricId): string[] {
  const { short, aliases } = metrics.parts[id]
  return [id, ...(short === undefined ? [] : [short]), ...(aliases ?? [])]
}

function valuesOf(metricId: MetricId): ValueName[] {
  const metric = metrics.parts[metricId]
  if (metric.kind === 'scalar') return [{ id: metricId, metricId, metric, stat: null }]
  return statNames.map(stat => ({ id: `${metricId}.${stat}`, metricId, metric, stat }))
}

function valuesNamed(metricId: MetricId): [string, ValueName][] {
  return valuesOf(metricId).flatMap(value =>
    namesOf(metricId).flatMap(name =>
      spellings(name, value.stat).map(spelling => [normalize(spelling), value] satisfies [string, ValueName]),
    ),
  )
}

function spellings(name: string, stat: StatName | null): string[] {
  if (stat === null) return [name]
  const stats = [stat, ...(statAliases[stat] ?? [])]
  const both = stats.flatMap(word => [`${name}.${word}`, `${word}.${name}`])
  return stat === 'mean' ? [name, ...both] : both
}
