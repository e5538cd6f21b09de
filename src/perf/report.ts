import type { ChartSection, Fact, ListSection, Notice, Report, TableSection } from '../report/types.js'
import { loadWords } from './advice.js'
import { sweepCharts } from './report-charts.js'
import { failureTable, overviewTable, requestTable } from './report-tables.js'
import type { PerfResult, PointResult } from './result.js'

export interface ReportParts {
  result: PerfResult
  /** What was asked for, in the order to show. */
  facts: Fact[]
  /** Charts of the single points. */
  charts: ChartSection[]
}

/** The document that all formats draw. */
export function perfReport({ result, facts, charts }: ReportParts): Report {
  const failures = failureTable(result.points)
  return {
    title: `Performance of ${result.model}`,
    notices: notices(result),
    facts: [...facts, ...measuredFacts(result.points)],
    sections: [
      ...(result.thresholds.length > 0 ? [thresholdTable(result)] : []),
      overviewTable(result.points),
      requestTable(result.points),
      ...(failures === null ? [] : [failures]),
      ...findings(result),
      ...sweepCharts(result.points),
      ...charts,
    ],
  }
}

function notices({ simulated, interrupted, probeFailure, points }: PerfResult): Notice[] {
  const limits = points
    .filter(point => point.clientLimits.length > 0)
    .map(point => `At ${loadWords(point)}: ${point.clientLimits.join(' ')}`)
  const notes = [...new Set(points.flatMap(point => point.notes))]
  return [
    ...(simulated ? [warning('A SIMULATED service was measured: no model, no GPU. Give --url to measure a real one.')] : []),
    ...(probeFailure ? [warning(`Nothing was measured. ${probeFailure.message} ${probeFailure.hint}`)] : []),
    ...(interrupted ? [warning('The run was interrupted; what had finished until then is shown.')] : []),
    ...(limits.length > 0 ? [warning(`The load generator itself may have been the limit. ${limits.join(' ')}`)] : []),
    ...notes.map((text): Notice => ({ level: 'info', text })),
  ]
}

const warning = (text: string): Notice => ({ level: 'warning', text })

function measuredFacts(points: readonly PointResult[]): Fact[] {
  const total = (id: string): number => points.reduce((sum, { values }) => sum + (values[id] ?? 0), 0)
  const sources = points.flatMap(point => Object.keys(point.tokenSources))
  return [
    {
      label: 'Requests',
      value: `${total('succeeded')} succeeded, ${total('failed')} failed${total('cancelled') > 0 ? `, ${total('cancelled')} cancelled` : ''}`,
    },
    { label: 'Measured for', value: `${total('duration').toFixed(1)} s` },
    { label: 'Output tokens counted by', value: [...new Set(sources)].map(source => SOURCES[source] ?? source).join('; ') || '–' },
  ]
}

const SOURCES: Record<string, string> = {
  usage: 'the service (usage)',
  tokenizer: 'our tokenizer',
  events: 'stream events (an estimate)',
}

function findings({ best, points, advice }: PerfResult): ListSection[] {
  const name = (wanted: string | null): string | null => {
    const point = points.find(candidate => candidate.name === wanted)
    return point === undefined ? null : loadWords(point)
  }
  const [throughput, latency] = [name(best.throughput), name(best.latency)]
  const items = [
    ...(throughput === null ? [] : [`Highest throughput: ${throughput}.`]),
    ...(latency === null ? [] : [`Lowest latency: ${latency}.`]),
    ...advice,
  ]
  return items.length === 0 ? [] : [{ kind: 'list', id: 'findings', title: 'Best configuration and advice', items }]
}

function thresholdTable({ thresholds }: PerfResult): TableSection {
  return {
    kind: 'table',
    id: 'thresholds',
    title: 'Thresholds',
    columns: [{ title: 'Point' }, { title: 'Threshold' }, { title: 'Measured' }, { title: 'Result' }],
    rows: thresholds.map(({ point, text, actual, met }) => [point, text, actual, met ? 'met' : 'MISSED']),
  }
}
