import { findValue } from '../metrics/names.js'
import { parseThresholds } from '../metrics/thresholds.js'
import { formatNumber } from '../report/number-format.js'
import type { ChartSection, Fact, ListSection, Notice, Report, Section, TableSection } from '../report/types.js'
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
  return {
    title: `Performance of ${result.model}`,
    notices: notices(result),
    facts: [...facts, ...measuredFacts(result.points)],
    sections: result.points.length === 0 ? [] : sectionsOf(result, charts),
  }
}

/** The sweep as a table and as pictures, what stands behind it, what to make of it; and the single points for those who look closer. */
function sectionsOf(result: PerfResult, charts: ChartSection[]): Section[] {
  const failures = failureTable(result.points)
  return [
    ...(result.thresholds.length > 0 ? [thresholdTable(result)] : []),
    overviewTable(result.points),
    ...sweepCharts(result.points),
    requestTable(result.points),
    ...(failures === null ? [] : [failures]),
    ...findings(result),
    ...charts,
  ]
}

function notices({ simulated, interrupted, probeFailure, points, notes: ofRun }: PerfResult): Notice[] {
  const limits = points
    .filter(point => point.clientLimits.length > 0)
    .map(point => `At ${loadWords(point)}: ${point.clientLimits.join(' ')}`)
  const notes = new Set([...ofRun, ...points.flatMap(point => point.notes)])
  return [
    ...(simulated ? [warning('A SIMULATED service was measured: no model, no GPU. Give --url to measure a real one.')] : []),
    ...(probeFailure ? [warning(`Nothing was measured. ${probeFailure.message} ${probeFailure.hint}`)] : []),
    ...(interrupted ? [warning('The run was interrupted; what had finished until then is shown.')] : []),
    ...(limits.length > 0 ? [warning(`The load generator itself may have been the limit. ${limits.join(' ')}`)] : []),
    ...[...notes].map((text): Notice => ({ level: 'info', text })),
  ]
}

const warning = (text: string): Notice => ({ level: 'warning', text })

function measuredFacts(points: readonly PointResult[]): Fact[] {
  if (points.length === 0) return []
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
  // Of one point there is no best.
  const [throughput, latency] = points.length < 2 ? [null, null] : [name(best.throughput), name(best.latency)]
  const items = [
    ...(throughput === null ? [] : [`Highest throughput: ${throughput}.`]),
    ...(latency === null ? [] : [`Lowest latency: ${latency}.`]),
    ...advice,
  ]
  return items.length === 0 ? [] : [{ kind: 'list', id: 'findings', title: 'Best configuration and advice', items }]
}

function thresholdTable({ thresholds, points }: PerfResult): TableSection {
  return {
    kind: 'table',
    id: 'thresholds',
    title: 'Thresholds',
    columns: [{ title: 'Point' }, { title: 'Threshold' }, { title: 'Measured' }, { title: 'Result' }],
    rows: thresholds.map(({ point, text, actual, met }) => [
      pointWords(point, points),
      text,
      measuredWords(text, actual),
      met ? 'met' : 'MISSED',
    ]),
  }
}

/** By its load; points of the same load by their folders. */
function pointWords(name: string, points: readonly PointResult[]): string {
  const words = new Map(points.map(point => [point.name, loadWords(point)]))
  const own = words.get(name) ?? name
  return [...words.values()].filter(other => other === own).length === 1 ? own : name
}

/** In the unit that people see the metric in. */
function measuredWords(text: string, actual: number | null): string | null {
  const [threshold] = parseThresholds([text])
  const show = threshold && findValue(threshold.metric)?.metric.show
  return actual === null || show === undefined ? null : `${formatNumber(actual * show.scale)} ${show.unit}`.trimEnd()
}
