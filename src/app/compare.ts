import { z } from 'zod'
import { evalResult } from '../eval/result.js'
import { type PointResult, perfResult } from '../perf/result.js'
import type { Cell, ChartSection, Report, Section } from '../report/types.js'
import { plainJson } from '../runs/plain-files.js'
import type { KnownRun } from './known-run.js'

const perfDocument = z.object({ result: perfResult.pick({ points: true }) })
const evalDocument = z.object({ result: evalResult.pick({ datasets: true }) })

type Pair<Part> = readonly [a: Part, b: Part]

/** Two runs of one kind side by side; null where their reports cannot be compared. */
export async function compareRuns(a: KnownRun, b: KnownRun): Promise<Report | null> {
  const documents = [await plainJson(a.folder, 'report.json'), await plainJson(b.folder, 'report.json')] as const
  const sections = perfSections(documents) ?? evalSections(documents)
  if (sections === null) return null
  return {
    title: `${a.model ?? a.id} and ${b.model ?? b.id}`,
    notices:
      a.simulated === b.simulated
        ? []
        : [{ level: 'warning', text: `${a.simulated ? 'A' : 'B'} is a simulated run, the other one is not.` }],
    facts: [a, b].map((run, place) => ({ label: place === 0 ? 'A' : 'B', value: `${run.model ?? ''} (${run.id})` })),
    sections,
  }
}

const shown = [
  { id: 'requestThroughput', title: 'Requests', unit: 'req/s', factor: 1 },
  { id: 'outputThroughput', title: 'Output', unit: 'tok/s', factor: 1 },
  { id: 'ttft.p50', title: 'TTFT p50', unit: 'ms', factor: 1000 },
  { id: 'ttft.p99', title: 'TTFT p99', unit: 'ms', factor: 1000 },
  { id: 'tpot.p50', title: 'TPOT p50', unit: 'ms', factor: 1000 },
  { id: 'latency.p50', title: 'Latency p50', unit: 's', factor: 1 },
  { id: 'latency.p99', title: 'Latency p99', unit: 's', factor: 1 },
  { id: 'successRate', title: 'Success', unit: '%', factor: 1 },
] as const

function perfSections([one, other]: Pair<unknown>): Section[] | null {
  const [a, b] = [perfDocument.safeParse(one), perfDocument.safeParse(other)]
  if (!a.success || !b.success) return null
  const points: Pair<PointResult[]> = [a.data.result.points, b.data.result.points]
  const charts = ['outputThroughput', 'requestThroughput', 'ttft.p50', 'latency.p50'].flatMap(id => chartOf(id, points))
  return [pointTable(points), ...charts]
}

/** Points of one load: the same number in flight and rate. */
function loadOf({ parallel, rate }: PointResult): string {
  return [parallel === null ? [] : `${parallel} in flight`, rate === null ? [] : `${rate} req/s`].flat().join(', ')
}

function pointTable([a, b]: Pair<PointResult[]>): Section {
  const rows = a.flatMap((point): Cell[][] => {
    const same = b.find(other => loadOf(other) === loadOf(point))
    if (same === undefined) return []
    return shown.map(({ id, title, unit, factor }) => {
      const [before, after] = [scaled(point.values[id], factor), scaled(same.values[id], factor)]
      return [loadOf(point), `${title} (${unit})`, before, after, before && after !== null ? (after / before - 1) * 100 : null]
    })
  })
  return {
    kind: 'table',
    id: 'points',
    title: 'Points of the same load',
    note: 'The difference is that of B from A. One run of each says nothing of how much they vary.',
    columns: [{ title: 'Load' }, { title: 'Metric' }, { title: 'A' }, { title: 'B' }, { title: 'Difference', unit: '%' }],
    rows,
    grouped: true,
  }
}

const scaled = (value: number | null | undefined, factor: number): number | null =>
  value === null || value === undefined ? null : value * factor

/** None where the loads of the two have no number that orders them. */
function chartOf(id: string, [a, b]: Pair<PointResult[]>): ChartSection[] {
  const metric = shown.find(entry => entry.id === id)
  const loads = [...new Set([...a, ...b].map(point => point.parallel ?? point.rate))].filter(load => load !== null).sort((x, y) => x - y)
  if (metric === undefined || loads.length < 2) return []
  const values = (points: PointResult[]): (number | null)[] =>
    loads.map(load => scaled(points.find(point => (point.parallel ?? point.rate) === load)?.values[id], metric.factor))
  return [
    {
      kind: 'chart',
      id: id.replace('.', '-'),
      title: metric.title,
      x: { title: 'Load', labels: loads.map(String) },
      y: { title: metric.title, unit: metric.unit },
      positions: loads,
      series: [
        { title: 'A', style: 'line', values: values(a) },
        { title: 'B', style: 'dashed', values: values(b) },
      ],
    },
  ]
}

function evalSections([one, other]: Pair<unknown>): Section[] | null {
  const [a, b] = [evalDocument.safeParse(one), evalDocument.safeParse(other)]
  if (!a.success || !b.success) return null
  const [scoresA, scoresB] = [scoresOf(a.data.result), scoresOf(b.data.result)]
  const rows = [...scoresA].flatMap(([name, { words, cell }]): Cell[][] => {
    const same = scoresB.get(name)?.cell
    if (same === undefined) return []
    const difference = cell.score === null || same.score === null ? null : (same.score - cell.score) * 100
    return [[...words, cell.scored, same.scored, withInterval(cell), withInterval(same), difference]]
  })
  const columns = ['Dataset', 'Metric', 'Subset', 'Num A', 'Num B', 'A (%, 95 %)', 'B (%, 95 %)'].map(title => ({ title }))
  return [
    {
      kind: 'table',
      id: 'scores',
      title: 'Scores that both have',
      note: 'The difference is that of B from A, in percentage points. Where the intervals overlap much, it may be chance.',
      columns: [...columns, { title: 'Difference', unit: 'points' }],
      rows,
      grouped: true,
    },
  ]
}

type EvalPart = z.output<typeof evalDocument>['result']
type ScoreCell = EvalPart['datasets'][number]['metrics'][number]['overall']

function scoresOf({ datasets }: EvalPart): Map<string, { words: string[]; cell: ScoreCell }> {
  const found = new Map<string, { words: string[]; cell: ScoreCell }>()
  for (const { name, title, metrics } of datasets)
    for (const metric of metrics) {
      const cells = [...metric.subsets.map(subset => ({ subset: subset.name, cell: subset })), { subset: 'OVERALL', cell: metric.overall }]
      for (const { subset, cell } of cells)
        found.set([name, metric.name, metric.aggregation, metric.k, subset].join('\n'), {
          words: [title, metric.k === null ? metric.title : `${metric.title} (k = ${metric.k})`, subset],
          cell,
        })
    }
  return found
}

function withInterval({ score, low, high }: ScoreCell): Cell {
  if (score === null) return null
  const percent = (share: number): string => (share * 100).toFixed(1)
  return low === null || high === null ? percent(score) : `${percent(score)} (${percent(low)} to ${percent(high)})`
}
