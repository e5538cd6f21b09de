import { z } from 'zod'
import type { ReportFormat } from '../report/types.js'
import { type PointResult, perfResult } from './result.js'

const LABEL_WIDTH = 40
const VALUE_WIDTH = 10

const document = z.object({ result: perfResult })

/** The "Serving Benchmark Result" block that vLLM's users paste, one for each point, with our definitions behind its labels. */
export const vllmBlock: ReportFormat = (_report, { document: given }) => {
  const { result } = document.parse(given)
  const note = result.simulated ? 'SIMULATED service\n' : ''
  return result.points.map(point => note + blockOf(point)).join('\n\n')
}

function blockOf({ values, parallel, rate }: PointResult): string {
  const value = (id: string, scale = 1): number | null => (values[id] == null ? null : (values[id] ?? 0) * scale)
  const input = product(value('inputTokens.mean'), value('succeeded'))
  const output = product(value('outputTokens.mean'), value('succeeded'))
  return [
    title('Serving Benchmark Result', '='),
    line('Successful requests:', value('succeeded'), 0),
    line('Failed requests:', value('failed'), 0),
    ...(parallel === null ? [] : [line('Maximum request concurrency:', parallel, 0)]),
    ...(rate === null ? [] : [line('Request rate configured (RPS):', rate, 2)]),
    line('Benchmark duration (s):', value('duration'), 2),
    line('Total input tokens:', input, 0),
    line('Total generated tokens:', output, 0),
    line('Request throughput (req/s):', value('requestThroughput'), 2),
    ...(values.goodput == null ? [] : [line('Request goodput (req/s):', value('goodput'), 2)]),
    line('Output token throughput (tok/s):', value('outputThroughput'), 2),
    line('Total token throughput (tok/s):', value('totalThroughput'), 2),
    ...LATENCIES.flatMap(({ id, name, heading }) => [
      title(heading, '-'),
      line(`Mean ${name} (ms):`, value(`${id}.mean`, 1000), 2),
      line(`Median ${name} (ms):`, value(`${id}.p50`, 1000), 2),
      line(`P99 ${name} (ms):`, value(`${id}.p99`, 1000), 2),
    ]),
    '='.repeat(LABEL_WIDTH + VALUE_WIDTH),
  ].join('\n')
}

const LATENCIES = [
  { id: 'ttft', name: 'TTFT', heading: 'Time to First Token' },
  { id: 'tpot', name: 'TPOT', heading: 'Time per Output Token (excl. 1st token)' },
  { id: 'itl', name: 'ITL', heading: 'Inter-token Latency' },
  { id: 'latency', name: 'E2EL', heading: 'End-to-end Latency' },
] as const

const product = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a * b)

function line(label: string, value: number | null, digits: number): string {
  return label.padEnd(LABEL_WIDTH) + (value === null ? '–' : value.toFixed(digits)).padEnd(VALUE_WIDTH)
}

function title(text: string, rule: string): string {
  const width = LABEL_WIDTH + VALUE_WIDTH
  const left = Math.floor((width - text.length - 2) / 2)
  return `${rule.repeat(left)} ${text} ${rule.repeat(width - text.length - 2 - left)}`
}
