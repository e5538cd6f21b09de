import type { ChartSection, Series } from '../../report/types.js'

/** What progress.json said, and when the page heard of it. */
export interface Heard {
  atMs: number
  done: number
  outputTokens: number | null
  inFlight: number | null
  /** Mean of the load point so far. */
  ttftMs: number | null
}

/** As much as is looked back at: ten minutes at one look a second. */
export const mostHeard = 600

/** How fast it went between one look and the next, since the page was opened. Nothing before there are three looks. */
export function liveCharts(heard: readonly Heard[]): ChartSection[] {
  const [first] = heard
  if (first === undefined || heard.length < 3) return []
  const positions = heard.map(({ atMs }) => (atMs - first.atMs) / 1000)
  const x = { title: 'Time since the page was opened', unit: 's' }
  const chart = (id: string, title: string, unit: string | undefined, series: Series): ChartSection[] =>
    series.values.every(value => value === null)
      ? []
      : [{ kind: 'chart', id, title, x, y: unit === undefined ? { title } : { title, unit }, positions, series: [series] }]
  const rate = (of: (one: Heard) => number | null): Series['values'] => heard.map((one, index) => rateSince(heard[index - 1], one, of))
  return [
    ...chart('live-requests', 'Requests per second', '1/s', { title: 'Requests', style: 'line', values: rate(({ done }) => done) }),
    ...chart('live-tokens', 'Output tokens', 'tok/s', { title: 'Output', style: 'line', values: rate(one => one.outputTokens) }),
    ...chart('live-ttft', 'Time to first token, mean so far', 'ms', { title: 'TTFT', style: 'line', values: heard.map(one => one.ttftMs) }),
    ...chart('live-in-flight', 'In flight', undefined, { title: 'In flight', style: 'steps', values: heard.map(one => one.inFlight) }),
  ]
}

function rateSince(before: Heard | undefined, now: Heard, of: (one: Heard) => number | null): number | null {
  if (before === undefined || now.atMs <= before.atMs) return null
  const [was, is] = [of(before), of(now)]
  return was === null || is === null || is < was ? null : (is - was) / ((now.atMs - before.atMs) / 1000)
}
