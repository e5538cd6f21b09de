import { findValue } from '../../metrics/names.js'
import { formatNumber } from '../../report/number-format.js'
import type { Cell, ChartSection, Notice, Report, TableSection } from '../../report/types.js'
import { type ComparedPair, loadWords, type ValueDifference } from './compare-points.js'
import type { LoadDifference } from './load-differences.js'
import type { LoadGateResult } from './load-gates.js'
import type { ComparedLoad, ComparedPoint } from './types.js'

export interface LoadReportParts {
  a: ComparedLoad
  b: ComparedLoad
  pairs: readonly ComparedPair[]
  differences: readonly LoadDifference[]
  gates: readonly LoadGateResult[]
  /** Ids of the values to show. */
  shown: readonly string[]
  /** Command that opens the two side by side; null where the pages are already open. */
  app: string | null
}

/** What is shown unless the user names metrics. */
export const usualValues = [
  'successRate',
  'requestThroughput',
  'outputThroughput',
  'latency.p50',
  'latency.p99',
  'ttft.p50',
  'ttft.p99',
  'tpot.p50',
  'tpot.p99',
]

/** The document that all formats draw. */
export function loadReport({ a, b, pairs, differences, gates, shown, app }: LoadReportParts): Report {
  return {
    title: a.model === b.model ? `${a.model}: two load tests, A and B` : `${a.model} (A) and ${b.model} (B) under load`,
    notices: differences.map(({ level, text }): Notice => ({ level, text })),
    facts: [
      { label: 'A', value: `${a.model}, ${a.folder}` },
      { label: 'B', value: `${b.model}, ${b.folder}` },
      ...(app === null ? [] : [{ label: 'Side by side', value: app }]),
    ],
    sections: [
      ...(gates.length === 0 ? [] : [gateTable(gates, pairs)]),
      pointTable(pairs, shown),
      ...loadCharts([
        { title: 'A', points: a.points },
        { title: 'B', points: b.points },
      ]),
    ],
  }
}

function gateTable(gates: readonly LoadGateResult[], pairs: readonly ComparedPair[]): TableSection {
  const loadOf = (point: string): string => {
    const pair = pairs.find(({ a }) => a.name === point)
    return pair === undefined ? point : loadWords(pair.a)
  }
  return {
    kind: 'table',
    id: 'gates',
    title: 'Gates',
    columns: ['Gate', 'Load', 'Change', 'Result'].map(title => ({ title })),
    rows: gates.map(({ text, metric, point, actual, relative, met }) => [
      text,
      loadOf(point),
      actual === null ? null : relative ? `${signed(actual * 100)} %` : inUnit(metric, actual),
      met ? 'met' : 'MISSED',
    ]),
  }
}

function pointTable(pairs: readonly ComparedPair[], shown: readonly string[]): TableSection {
  return {
    kind: 'table',
    id: 'overview',
    title: 'Points of the same load',
    grouped: true,
    columns: [
      { title: 'Load' },
      { title: 'Metric' },
      { title: 'A' },
      { title: 'B' },
      { title: 'Change', unit: '%' },
      { title: '95 % interval', unit: '%' },
      { title: 'B is' },
    ],
    rows: pairs.flatMap(({ a, values }) => values.filter(({ id }) => shown.includes(id)).map(value => valueRow(loadWords(a), value))),
    note: 'Intervals are of single requests within each run; how much runs vary from one to the next they cannot tell. Without an interval, repeat the runs before you believe a small change.',
  }
}

function valueRow(load: string, value: ValueDifference): Cell[] {
  const { id, a, b, relative, low, high } = value
  const show = findValue(id)?.metric.show ?? { unit: '', scale: 1 }
  const scaled = (number: number | null): number | null => (number === null ? null : number * show.scale)
  const share = (number: number): string => signed((100 * number) / (a ?? 1))
  return [
    load,
    valueTitle(id),
    scaled(a),
    scaled(b),
    relative === null ? null : signed(relative * 100),
    low === null || high === null || !a ? null : `${share(low)} to ${share(high)}`,
    verdict(value),
  ]
}

function verdict({ better, clear, difference }: ValueDifference): Cell {
  if (difference === null) return null
  if (difference === 0) return 'the same'
  if (better === null) return 'different'
  if (clear === false) return 'hardly different'
  return better ? 'better' : 'worse'
}

/** `TTFT p99 (ms)` */
function valueTitle(id: string): string {
  const value = findValue(id)
  if (value === undefined) return id
  const { metric, stat } = value
  return `${metric.short ?? metric.title}${stat === null ? '' : ` ${stat}`}${metric.show.unit === '' ? '' : ` (${metric.show.unit})`}`
}

function inUnit(id: string, amount: number): string {
  const { unit, scale } = findValue(id)?.metric.show ?? { unit: '', scale: 1 }
  return `${amount > 0 ? '+' : ''}${formatNumber(amount * scale)} ${unit}`.trimEnd()
}

/** `+2.5` */
function signed(value: number): string {
  const text = value.toFixed(1)
  return Number(text) === 0 ? '0.0' : value > 0 ? `+${text}` : text
}

export interface ChartedRun {
  title: string
  points: readonly ComparedPoint[]
}

const charted = ['outputThroughput', 'requestThroughput', 'ttft.p50', 'latency.p50']

/** The points of any number of runs laid over each other; none where loads have no number that orders them. */
export function loadCharts(runs: readonly ChartedRun[]): ChartSection[] {
  const orderOf = ({ parallel, rate }: ComparedPoint): number | null => parallel ?? rate
  const loads = [...new Set(runs.flatMap(({ points }) => points.map(orderOf)))].filter(load => load !== null).sort((x, y) => x - y)
  if (loads.length < 2) return []
  return charted.flatMap((id): ChartSection[] => {
    const metric = findValue(id)?.metric
    if (metric === undefined) return []
    const valueAt = ({ points }: ChartedRun, load: number): number | null => {
      const value = points.find(point => orderOf(point) === load)?.values[id] ?? null
      return value === null ? null : value * metric.show.scale
    }
    return [
      {
        kind: 'chart',
        id: id.replace('.', '-'),
        title: valueTitle(id),
        x: { title: 'Load', labels: loads.map(String) },
        y: { title: metric.title, unit: metric.show.unit },
        positions: loads,
        series: runs.map((run, place) => ({
          title: run.title,
          style: place === 0 ? 'line' : 'dashed',
          values: loads.map(load => valueAt(run, load)),
        })),
      },
    ]
  })
}
