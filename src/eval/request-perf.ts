import { percentile, summarize } from '../lib/statistics.js'
import { type Outcome, requestsOf } from './outcome.js'
import type { PerfMetrics } from './records.js'

const measured = ['latency', 'ttft', 'tpot', 'input_tokens', 'output_tokens'] as const

/** Our metric ids for EvalScope's fields. */
const IDS = { latency: 'latency', ttft: 'ttft', tpot: 'tpot', input_tokens: 'inputTokens', output_tokens: 'outputTokens' } as const

/** How fast the same requests were that were scored: `latency.mean`, `ttft.p90`, `outputTokens.mean` …; seconds and tokens, null where not measured. */
export function requestPerf(outcomes: readonly Outcome[]): Record<string, number | null> {
  const values: Record<string, number | null> = {}
  for (const field of measured) {
    for (const [stat, value] of Object.entries(summarize(sorted(outcomes, field)))) values[`${IDS[field]}.${stat}`] = value
  }
  return { ...values, outputRate: ratio(outcomes) }
}

/** EvalScope's perf_metrics of a report. */
export function evalScopePerf(outcomes: readonly Outcome[]): Record<string, unknown> | null {
  const requests = outcomes.flatMap(requestsOf)
  if (requests.length === 0) return null
  const block = (field: (typeof measured)[number]): Record<string, number | null> => statBlock(sorted(outcomes, field))
  const total = (field: 'input_tokens' | 'output_tokens'): number => sorted(outcomes, field).reduce((sum, value) => sum + value, 0)
  const [input, output] = [total('input_tokens'), total('output_tokens')]
  return {
    summary: {
      n_samples: outcomes.filter(({ perf }) => perf !== null).length,
      latency: block('latency'),
      ttft: block('ttft'),
      tpot: block('tpot'),
      usage: {
        input_tokens: block('input_tokens'),
        output_tokens: block('output_tokens'),
        total_tokens: statBlock(Float64Array.from(requests.flatMap(totalTokens)).sort()),
        total_input_tokens: input,
        total_output_tokens: output,
        total_tokens_count: input + output,
      },
      throughput: { avg_output_tps: ratio(outcomes), avg_req_ps: null },
    },
    coverage: {
      requests_with_metrics: requests.length,
      total_requests: requests.length + outcomes.filter(({ perf }) => perf === null).length,
    },
  }
}

function totalTokens({ input_tokens: input, output_tokens: output }: PerfMetrics): number[] {
  return input == null || output == null ? [] : [input + output]
}

function statBlock(values: Float64Array): Record<string, number | null> {
  const { mean, std, min, max } = summarize(values)
  const shares = Object.fromEntries([25, 50, 75, 90, 99].map(share => [`${share}%`, percentile(values, share)]))
  return { mean, std, min, ...shares, max }
}

function sorted(outcomes: readonly Outcome[], field: (typeof measured)[number]): Float64Array {
  return Float64Array.from(outcomes.flatMap(outcome => requestsOf(outcome).flatMap(request => request[field] ?? []))).sort()
}

/** Output tokens a second of one request, prefill included: all tokens over all latencies. */
function ratio(outcomes: readonly Outcome[]): number | null {
  let tokens = 0
  let seconds = 0
  for (const { output_tokens: output, latency } of outcomes.flatMap(requestsOf)) {
    if (output == null) continue
    tokens += output
    seconds += latency
  }
  return seconds === 0 ? null : tokens / seconds
}
