import { outcomes, type RequestColumns } from '../metrics/request-columns.js'
import { downsample } from '../report/downsample.js'
import type { ChartSection, Series } from '../report/types.js'
import { loadWords } from './advice.js'
import type { Point } from './points.js'
import type { PointResult } from './result.js'

/** Throughput and latency against load; none for a single point. */
export function sweepCharts(points: readonly PointResult[]): ChartSection[] {
  if (points.length < 2) return []
  const charts: ChartSection[] = [
    {
      ...againstLoad(points, 'throughput', 'Throughput'),
      y: { title: 'Tokens', unit: 'tok/s' },
      right: { title: 'Requests', unit: 'req/s' },
      series: [
        loadSeries(points, 'Output tokens', 'outputThroughput'),
        // The two are often proportional, so that only a dashed line leaves the other one to be seen.
        { ...loadSeries(points, 'Requests', 'requestThroughput'), scale: 'right', style: 'dashed' },
      ],
    },
    {
      ...againstLoad(points, 'latency', 'Latency'),
      y: { title: 'Latency', unit: 's' },
      series: middleAndTail(points, 'Latency', 'latency', 1),
    },
    {
      ...againstLoad(points, 'ttft', 'Time to first token'),
      y: { title: 'TTFT', unit: 'ms' },
      series: middleAndTail(points, 'TTFT', 'ttft', 1000),
    },
    {
      ...againstLoad(points, 'tpot', 'Time per output token'),
      y: { title: 'TPOT', unit: 'ms' },
      series: middleAndTail(points, 'TPOT', 'tpot', 1000),
    },
  ]
  return charts.filter(hasValues)
}

function againstLoad(
  points: readonly PointResult[],
  id: string,
  what: string,
): Pick<ChartSection, 'kind' | 'id' | 'title' | 'x' | 'positions'> {
  const title = points.every(point => point.parallel === null) ? 'Requests a second, asked for' : 'Requests in flight'
  const labels = points.map(point => String(point.parallel ?? point.rate))
  return { kind: 'chart', id, title: `${what} against load`, x: { title, labels }, positions: points.map((_, index) => index) }
}

function loadSeries(points: readonly PointResult[], title: string, id: string, scale = 1): Series {
  return { title, style: 'line', values: points.map(point => scaled(point.values[id] ?? null, scale)) }
}

function middleAndTail(points: readonly PointResult[], name: string, id: string, scale: number): Series[] {
  return [
    loadSeries(points, `${name} p50`, `${id}.p50`, scale),
    { ...loadSeries(points, `${name} p99`, `${id}.p99`, scale), style: 'dashed' },
  ]
}

/** One point's own charts: how latencies are spread, how many requests were in flight, and first tokens over time. */
export function pointCharts(point: Point, columns: RequestColumns): ChartSection[] {
  if (columns.startedAt.length === 0) return []
  return [latencyChart(point, columns), inFlightChart(point, columns), ttftChart(point, columns)].filter(hasValues)
}

const hasValues = ({ series }: ChartSection): boolean => series.some(({ values }) => values.some(value => value !== null))
const scaled = (value: number | null, scale: number): number | null => (value === null ? null : value * scale)
const measured = (column: Float64Array): number[] => [...column].filter(value => !Number.isNaN(value))

const BARS = 40

function latencyChart(point: Point, { latency }: RequestColumns): ChartSection {
  const values = measured(latency)
  const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const high = values.reduce((a, b) => Math.max(a, b), 0)
  const width = (high - low || high || 1) / BARS
  const counts = new Array<number>(BARS).fill(0)
  for (const value of values) {
    const bar = Math.min(BARS - 1, Math.floor((value - low) / width))
    counts[bar] = (counts[bar] ?? 0) + 1
  }
  return {
    kind: 'chart',
    detail: true,
    id: `${point.name}-latency`,
    title: `Distribution of latency, ${loadWords(point)}`,
    x: { title: 'Latency', unit: 's' },
    y: { title: 'Requests' },
    positions: values.length === 0 ? [] : counts.map((_, bar) => low + (bar + 0.5) * width),
    series: [{ title: 'Requests', style: 'bars', values: values.length === 0 ? [] : counts }],
  }
}

function inFlightChart(point: Point, columns: RequestColumns): ChartSection {
  const zeroAt = columns.startedAt.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
  const changes = [...Array.from(columns.startedAt, at => ({ at, by: 1 })), ...Array.from(columns.endedAt, at => ({ at, by: -1 }))]
  changes.sort((a, b) => a.at - b.at || a.by - b.by)
  let inFlight = 0
  const values = changes.map(({ by }) => (inFlight += by))
  return {
    kind: 'chart',
    detail: true,
    id: `${point.name}-in-flight`,
    title: `Requests in flight, ${loadWords(point)}`,
    x: { title: 'Time', unit: 's' },
    y: { title: 'In flight' },
    ...downsample({ positions: changes.map(({ at }) => (at - zeroAt) / 1000), series: [{ title: 'In flight', style: 'steps', values }] }),
  }
}

function ttftChart(point: Point, { startedAt, ttft, outcome }: RequestColumns): ChartSection {
  const order = Array.from(startedAt.keys()).sort((a, b) => (startedAt[a] ?? 0) - (startedAt[b] ?? 0))
  const zeroAt = startedAt[order[0] ?? 0] ?? 0
  const failure = outcomes.indexOf('failure')
  const value = (row: number): number | null => (Number.isNaN(ttft[row]) ? null : (ttft[row] ?? 0) * 1000)
  const series: Series[] = [{ title: 'TTFT', style: 'points', values: order.map(value) }]
  if (outcome.includes(failure))
    series.push({ title: 'Failed', style: 'points', values: order.map(row => (outcome[row] === failure ? 0 : null)) })
  return {
    kind: 'chart',
    detail: true,
    id: `${point.name}-ttft`,
    title: `Time to first token over time, ${loadWords(point)}`,
    x: { title: 'Start of the request', unit: 's' },
    y: { title: 'TTFT', unit: 'ms' },
    ...downsample({ positions: order.map(row => ((startedAt[row] ?? 0) - zeroAt) / 1000), series }),
  }
}
