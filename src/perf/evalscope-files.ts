import { percentile } from '../lib/statistics.js'
import type { PointMetrics } from '../metrics/collector.js'
import { sortedValues } from '../metrics/request-columns.js'
import type { PointResult } from './result.js'

type Row = Record<string, number | string | boolean | null>

/** Stands in files of a run on the built-in simulator, and only there, so that nobody takes its figures for a model's. */
const simulatedMark = { Simulated: true } as const

/** benchmark_summary.json under EvalScope's keys; values are ours, and null where nothing was measured (it writes -1). */
export function benchmarkSummary(
  { parallel, rate, values }: PointResult,
  { stream, simulated }: { stream: boolean; simulated: boolean },
): Row {
  const value = (id: string, digits: number, scale = 1): number | null => rounded(values[id] ?? null, digits, scale)
  const succeeded = values.succeeded ?? 0
  return {
    'Test Duration (s)': value('duration', 4),
    Concurrency: parallel,
    'Request Rate (req/s)': rate,
    'Total Requests': value('requests', 0),
    'Success Requests': succeeded,
    'Failed Requests': value('failed', 0),
    'Stream Requests': stream ? succeeded : 0,
    'Non-Stream Requests': stream ? 0 : succeeded,
    'Req Throughput (req/s)': value('requestThroughput', 4),
    'Avg Latency (s)': value('latency.mean', 4),
    'Avg Input Tokens': value('inputTokens.mean', 4),
    'Output Throughput (tok/s)': value('outputThroughput', 4),
    'Total Throughput (tok/s)': value('totalThroughput', 4),
    'Avg TTFT (ms)': value('ttft.mean', 2, 1000),
    'Avg TPOT (ms)': value('tpot.mean', 2, 1000),
    'Avg ITL (ms)': value('itl.mean', 2, 1000),
    'Avg Output Tokens': value('outputTokens.mean', 4),
    'Input Throughput (tok/s)': value('inputThroughput', 4),
    ...(simulated && simulatedMark),
  }
}

const PERCENTILES = [1, 5, 10, 25, 50, 75, 90, 95, 99]

/** benchmark_percentile.json: one row a percentile, under EvalScope's keys; linear between neighbours. */
export function benchmarkPercentiles({ columns, gaps }: PointMetrics, simulated: boolean): Row[] {
  const sorted = {
    latency: sortedValues(columns.latency),
    ttft: sortedValues(columns.ttft),
    tpot: sortedValues(columns.tpot),
    input: sortedValues(columns.inputTokens),
    output: sortedValues(columns.outputTokens),
    outputRate: rates(columns.outputTokens, columns.latency),
    totalRate: rates(
      columns.inputTokens.map((tokens, row) => tokens + (columns.outputTokens[row] ?? 0)),
      columns.latency,
    ),
    decodeRate: sortedValues(columns.decodeRate),
  }
  const row = (name: string, share: number): Row => ({
    Percentiles: name,
    'Latency (s)': rounded(percentile(sorted.latency, share), 4),
    'TTFT (ms)': rounded(percentile(sorted.ttft, share), 2, 1000),
    'ITL (ms)': rounded(gaps.percentile(share), 2, 1000),
    'TPOT (ms)': rounded(percentile(sorted.tpot, share), 2, 1000),
    'Input tokens': rounded(percentile(sorted.input, share), 2),
    'Output tokens': rounded(percentile(sorted.output, share), 2),
    'Output (tok/s)': rounded(percentile(sorted.outputRate, share), 2),
    'Total (tok/s)': rounded(percentile(sorted.totalRate, share), 2),
    'Decode (tok/s)': rounded(percentile(sorted.decodeRate, share), 2),
    ...(simulated && simulatedMark),
  })
  return [row('min', 0), ...PERCENTILES.map(share => row(`${share}%`, share)), row('max', 100)]
}

const rates = (tokens: Float64Array, latency: Float64Array): Float64Array =>
  sortedValues(tokens.map((count, row) => count / (latency[row] ?? Number.NaN)))

function rounded(value: number | null, digits: number, scale = 1): number | null {
  return value === null || !Number.isFinite(value) ? null : Number((value * scale).toFixed(digits))
}
