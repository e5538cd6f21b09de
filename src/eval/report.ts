import type { Cell, ChartSection, Column, Fact, Notice, RecordsSection, Report, TableSection } from '../report/types.js'
import { COLLECTION } from './collections/collection-args.js'
import { collectionSections } from './collections/collection-report.js'
import type { DatasetResult, EvalResult, MetricResult, ScoreCell } from './result.js'

export interface ReportParts {
  result: EvalResult
  facts: Fact[]
  /** Name of the model as reports show it. */
  model: string
  /** Some samples with their answers, for the page. */
  samples: RecordsSection | null
  /** How the data sets were asked. */
  asked: TableSection
}

/** The document that all formats draw. */
export function evalReport({ result, facts, model, samples, asked }: ReportParts): Report {
  const notScored = notScoredTable(result.datasets)
  return {
    title: `Evaluation of ${model}`,
    notices: notices(result),
    facts,
    sections: [
      ...(result.thresholds.length > 0 ? [thresholdTable(result)] : []),
      ...(result.collection === null ? [] : collectionSections(result.collection.tables, result.collection.metrics)),
      ...overallTable(result.datasets, model),
      scoreTable(result.datasets, model),
      ...(notScored === null ? [] : [notScored]),
      perfTable(result.datasets, model),
      asked,
      ...scoreCharts(result.datasets),
      ...(samples === null ? [] : [samples]),
    ],
  }
}

function notices({ simulated, student, interrupted, gaveUp, datasets, sandbox }: EvalResult): Notice[] {
  const warning = (text: string): Notice => ({ level: 'warning', text })
  const mains = datasets.flatMap(dataset => dataset.metrics.filter(metric => metric.main).map(metric => ({ dataset, ...metric.overall })))
  return [
    ...(simulated ? [warning(simulatedWords(student))] : []),
    ...(sandbox?.problem == null ? [] : [warning(sandbox.problem)]),
    ...(gaveUp === null ? [] : [warning(`The evaluation stopped early: ${gaveUp}`)]),
    ...(interrupted
      ? [warning('The run was interrupted; what had finished until then is shown. --use-cache with its folder goes on with it.')]
      : []),
    ...mains
      .filter(({ notScored }) => notScored > 0)
      .map(({ dataset, notScored }) =>
        warning(`${dataset.name}: ${answersWord(notScored, 'has', 'have')} no score, in no mean; see below.`),
      ),
    ...truncationWarnings(mains.map(({ dataset: { name }, truncated, scored }) => ({ name, truncated, scored }))).map(warning),
    ...datasets.flatMap(({ notes }) => notes.map((text): Notice => ({ level: 'info', text }))),
  ]
}

/** With the truth that the scores below should find. */
function simulatedWords(student: EvalResult['student']): string {
  const count = student === null ? [] : [`By its own count it was right ${student.right} times of ${student.answers}.`]
  return ['A SIMULATED student answered: no model was asked.', ...count, 'Give --api-url to evaluate a real one.'].join(' ')
}

/** One warning, however many data sets it is about. */
function truncationWarnings(mains: readonly { name: string; truncated: number; scored: number }[]): string[] {
  const many = mains.filter(({ truncated, scored }) => truncated > 0 && truncated / Math.max(1, scored) >= MANY_TRUNCATED)
  const advice = 'cut off at the limit of output tokens, which lowers the score; raise max_tokens in --generation-config.'
  const [first] = many
  if (first === undefined) return []
  if (many.length === 1) return [`${first.name}: ${answersWord(first.truncated, 'was', 'were')} ${advice}`]
  const all = many.reduce((sum, { truncated }) => sum + truncated, 0)
  return [`${all} answers were ${advice} They are of ${many.map(({ name, truncated }) => `${name} (${truncated})`).join(', ')}.`]
}

const answersWord = (count: number, one: string, many: string): string => (count === 1 ? `1 answer ${one}` : `${count} answers ${many}`)

/** Share of cut answers from which a score says more of the limit than of the model. */
const MANY_TRUNCATED = 0.02

/** One line a data set, where there are several: all that is needed to compare them. */
function overallTable(datasets: readonly DatasetResult[], model: string): TableSection[] {
  if (datasets.length < 2) return []
  const rows = datasets.flatMap(({ name, metrics }) =>
    metrics.filter(({ main }) => main).map(metric => [name, model, titleOf(metric), ...figures(metric.overall)]),
  )
  return [
    {
      kind: 'table',
      id: 'overall',
      title: 'Overall scores',
      columns: [{ title: 'Dataset' }, ...MODEL, { title: 'Metric' }, ...FIGURES],
      rows,
    },
  ]
}

const MODEL: readonly Column[] = [{ title: 'Model', spare: true }]
const FIGURES: readonly Column[] = [
  { title: 'Num' },
  { title: 'Score', unit: '%' },
  { title: '95 % interval', unit: '%' },
  { title: 'Unparsed' },
  { title: 'Cut off' },
  { title: 'Not scored' },
]

/** What a score rests on, in the columns of `FIGURES`. */
const figures = (cell: ScoreCell): Cell[] => [
  cell.scored,
  percent(cell.score),
  interval(cell),
  cell.unparsed,
  cell.truncated,
  cell.notScored,
]

const titleOf = ({ title, direction }: MetricResult): string => `${title} ${direction === 'higher' ? '↑' : '↓'}`

/** EvalScope's table, with the interval and what the score rests on. */
function scoreTable(datasets: readonly DatasetResult[], model: string): TableSection {
  // The groups of a collection have a table of their own.
  const parts = datasets.filter(({ name }) => name !== COLLECTION).flatMap(({ metrics }) => metrics.flatMap(({ subsets }) => subsets))
  const depth = Math.max(0, ...parts.map(({ categories }) => categories.length))
  const headings = Array.from({ length: depth }, (_, level): Column => ({ title: depth === 1 ? 'Category' : `Category ${level + 1}` }))
  return {
    kind: 'table',
    id: 'overview',
    title: 'Scores',
    grouped: true,
    columns: [{ title: 'Dataset' }, ...MODEL, { title: 'Metric' }, { title: 'Subset' }, ...headings, ...FIGURES],
    rows: datasets.flatMap(dataset => dataset.metrics.flatMap(metric => metricRows({ name: dataset.name, model, depth }, metric))),
    note: `Model: ${model}. Unparsed answers count as wrong; answers that are not scored are in no mean.`,
  }
}

function metricRows({ name, model, depth }: { name: string; model: string; depth: number }, metric: MetricResult): Cell[][] {
  const row = (subset: string, categories: readonly string[], cell: ScoreCell): Cell[] => [
    name,
    model,
    titleOf(metric),
    subset,
    ...Array.from({ length: depth }, (_, level) => categories[level] ?? ''),
    ...figures(cell),
  ]
  const rows = metric.subsets.map(subset => row(subset.name, subset.categories, subset))
  return metric.subsets.length < 2 ? rows : [...rows, row('OVERALL', [], metric.overall)]
}

/** One decimal, as scores are told. */
const percent = (value: number | null): string | null => (value === null ? null : (Math.round(value * 1000) / 10).toFixed(1))

function interval({ low, high }: ScoreCell): string | null {
  return low === null || high === null ? null : `${percent(Math.max(0, low))} to ${percent(Math.min(1, high))}`
}

function notScoredTable(datasets: readonly DatasetResult[]): TableSection | null {
  const rows = datasets.flatMap(({ name, notScored }) => notScored.map(({ reason, count }): Cell[] => [name, count, reason]))
  if (rows.length === 0) return null
  return {
    kind: 'table',
    id: 'not-scored',
    title: 'Not scored',
    columns: [{ title: 'Dataset' }, { title: 'Answers' }, { title: 'Why' }],
    rows,
    grouped: true,
  }
}

function perfTable(datasets: readonly DatasetResult[], model: string): TableSection {
  const ms = (value: number | null | undefined): number | null => (value == null ? null : value * 1000)
  return {
    kind: 'table',
    id: 'perf',
    title: 'Speed of the same requests',
    columns: [
      { title: 'Dataset' },
      { title: 'Num' },
      { title: 'Latency', unit: 's' },
      { title: 'TTFT', unit: 'ms' },
      { title: 'TPOT', unit: 'ms' },
      { title: 'Output', unit: 'tok/s' },
      { title: 'Input', unit: 'tok' },
      { title: 'Output', unit: 'tok' },
    ],
    rows: datasets.map(({ name, samples, repeats, perf }) => [
      name,
      samples * repeats,
      perf['latency.mean'] ?? null,
      ms(perf['ttft.mean']),
      ms(perf['tpot.mean']),
      perf.outputRate ?? null,
      perf['inputTokens.mean'] ?? null,
      perf['outputTokens.mean'] ?? null,
    ]),
    note: `Means of single requests to ${model}, as they ran beside each other.`,
  }
}

/** Data sets beside each other, and the subsets of each. */
function scoreCharts(datasets: readonly DatasetResult[]): ChartSection[] {
  const mains = datasets.flatMap(({ name, metrics }) => metrics.filter(({ main }) => main).map(metric => ({ ...metric, name })))
  const title = 'Scores with their 95 % intervals'
  const all = mains.map(({ name, overall }) => ({ ...overall, name }))
  const each = mains.filter(({ subsets }) => subsets.length > 1 && subsets.length <= MOST_BARS).slice(0, MOST_CHARTS)
  return [
    ...(all.length < 2 ? [] : [barChart('scores', title, 'Dataset', all)]),
    ...each.map(({ name, subsets }) => barChart(`scores-${name}`, `${name}: scores of its subsets`, 'Subset', subsets)),
  ]
}

/** Beyond these a picture is no easier to read than the table. */
const MOST_BARS = 60
const MOST_CHARTS = 10

type Bar = { name: string } & Pick<ScoreCell, 'score' | 'low' | 'high'>

function barChart(id: string, title: string, what: string, bars: readonly Bar[]): ChartSection {
  const scaled = (value: number | null): number | null => (value === null ? null : value * 100)
  return {
    kind: 'chart',
    id,
    title,
    detail: true,
    x: { title: what, labels: bars.map(({ name }) => name) },
    y: { title: 'Score', unit: '%' },
    positions: bars.map((_, index) => index),
    series: [
      { title: 'Score', style: 'bars', values: bars.map(({ score }) => scaled(score)) },
      { title: 'Low', style: 'points', values: bars.map(({ low }) => scaled(low)) },
      { title: 'High', style: 'points', values: bars.map(({ high }) => scaled(high)) },
    ],
  }
}

function thresholdTable({ thresholds }: EvalResult): TableSection {
  return {
    kind: 'table',
    id: 'thresholds',
    title: 'Thresholds',
    columns: [{ title: 'Threshold' }, { title: 'Measured' }, { title: 'Result' }],
    rows: thresholds.map(({ text, actual, met, incomplete }) => [
      text,
      actual,
      `${met ? 'met' : 'MISSED'}${incomplete ? ' (answers without a score)' : ''}`,
    ]),
  }
}
