import { failureKinds } from '../client/failure-kinds.js'
import { type MetricId, metrics } from '../metrics/metrics.js'
import type { Cell, TableSection } from '../report/types.js'
import type { PointResult } from './result.js'

/** One row a point: what was asked for and what the service carried. */
export function overviewTable(points: readonly PointResult[]): TableSection {
  const hasRate = points.some(point => point.rate !== null)
  const hasGoodput = points.some(point => point.values.goodput != null)
  return {
    kind: 'table',
    id: 'overview',
    title: 'Performance overview',
    columns: [
      { title: 'Conc.' },
      ...(hasRate ? [{ title: 'Rate', unit: 'req/s' }] : []),
      { title: 'Requests' },
      { title: 'RPS', unit: 'req/s' },
      { title: 'Output', unit: 'tok/s' },
      { title: 'Total', unit: 'tok/s' },
      ...(hasGoodput ? [{ title: 'Goodput', unit: 'req/s' }] : []),
      { title: 'In flight' },
      { title: 'Success', unit: '%' },
    ],
    rows: points.map(({ parallel, rate, values }) => [
      parallel ?? 'open',
      ...(hasRate ? [rate] : []),
      values.requests ?? null,
      values.requestThroughput ?? null,
      values.outputThroughput ?? null,
      values.totalThroughput ?? null,
      ...(hasGoodput ? [values.goodput ?? null] : []),
      values.concurrencyMean ?? null,
      values.successRate ?? null,
    ]),
  }
}

const STATS = ['mean', 'p50', 'p90', 'p99', 'max'] as const
const ROWS: MetricId[] = ['latency', 'responseTime', 'ttft', 'ttfat', 'tpot', 'itl', 'inputTokens', 'outputTokens', 'decodeRate']

/** Several rows a point: how single requests fared. Metrics that no point measured are left out, and those that only repeat another. */
export function requestTable(points: readonly PointResult[]): TableSection {
  const shown = ROWS.filter(id => points.some(point => isWorthShowing(id, point)))
  return {
    kind: 'table',
    id: 'requests',
    title: 'Per-request metrics',
    grouped: true,
    columns: [
      { title: 'Conc.' },
      { title: 'Metric' },
      { title: 'avg' },
      { title: 'p50' },
      { title: 'p90' },
      { title: 'p99' },
      { title: 'max' },
    ],
    rows: points.flatMap(point => shown.map(id => requestRow(point, id))),
  }
}

function requestRow(point: PointResult, id: MetricId): Cell[] {
  const { title, short, show } = metrics.parts[id]
  return [
    point.parallel ?? (point.rate === null ? 'open' : `${point.rate}/s`),
    `${short ?? title} (${show.unit})`,
    ...STATS.map(stat => scaled(point.values[`${id}.${stat}`] ?? null, show.scale)),
  ]
}

const scaled = (value: number | null, scale: number): number | null => (value === null ? null : value * scale)

/** Response time beside latency, and the first answer token beside the first token, only where they say something else. */
function isWorthShowing(id: MetricId, { values, shape }: PointResult): boolean {
  const mean = (name: string): number | null => values[`${name}.mean`] ?? null
  if (mean(id) === null) return false
  if (id === 'responseTime') return shape !== 'closed'
  if (id === 'ttfat') return mean('ttfat') !== mean('ttft')
  return true
}

/** What failed, by kind; null where nothing did. */
export function failureTable(points: readonly PointResult[]): TableSection | null {
  const rows = points.flatMap(({ parallel, rate, failures }) => {
    const others = failures.slice(MOST_KINDS)
    const rest = others.reduce((sum, { count }) => sum + count, 0)
    return [
      ...failures
        .slice(0, MOST_KINDS)
        .map(({ kind, status, count, detail }): Cell[] => [parallel ?? `${rate}/s`, kindWords(kind), status, count, detail]),
      ...(rest === 0 ? [] : [[parallel ?? `${rate}/s`, `${others.length} other kinds; report.json has them`, null, rest, null]]),
    ]
  })
  if (rows.length === 0) return null
  return {
    kind: 'table',
    id: 'failures',
    title: 'Failures',
    grouped: true,
    columns: [{ title: 'Conc.' }, { title: 'What' }, { title: 'Status' }, { title: 'Requests' }, { title: 'The first said' }],
    rows,
  }
}

/** Kinds of failure of one point that a table tells apart, the most frequent ones. */
const MOST_KINDS = 10

const kindWords = (kind: string): string => (Object.hasOwn(failureKinds, kind) ? failureKinds[kind as keyof typeof failureKinds] : kind)
