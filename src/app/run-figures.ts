import { z } from 'zod'
import { evalResult } from '../eval/result.js'
import { perfResult } from '../perf/result.js'
import { plainFile, plainJson } from '../runs/plain-files.js'
import type { KnownRun } from './known-run.js'
import type { Figure } from './types.js'

const most = 3

/** The figures by which a run is known in a list, read once for each state of its report. */
export class RunFigures {
  readonly #known = new Map<string, { state: string; figures: Figure[] }>()

  async of(run: KnownRun): Promise<Figure[]> {
    const file = run.writer === 'evalscope-ts' ? await plainFile(run.folder, 'report.json') : null
    if (file === null) return []
    const state = `${file.stats.mtimeMs}:${file.stats.size}:${file.stats.ino}`
    const known = this.#known.get(run.folder)
    if (known?.state === state) return known.figures
    const figures = figuresIn(await plainJson(run.folder, 'report.json'))
    this.#known.set(run.folder, { state, figures })
    return figures
  }
}

const perfDocument = z.object({ result: perfResult.pick({ points: true }) })
const evalDocument = z.object({ result: evalResult.pick({ datasets: true }) })

function figuresIn(document: unknown): Figure[] {
  const perf = perfDocument.safeParse(document)
  if (perf.success) return perfFigures(perf.data.result.points.map(({ values }) => values))
  const evaluated = evalDocument.safeParse(document)
  if (!evaluated.success) return []
  return evaluated.data.result.datasets.slice(0, most).flatMap(({ title, metrics }) => {
    const main = metrics.find(metric => metric.main)
    return main === undefined ? [] : [{ label: title, value: percent(main.overall.score), unit: '%' }]
  })
}

const percent = (score: number | null): number | null => (score === null ? null : Math.round(score * 1000) / 10)

function perfFigures(points: Record<string, number | null>[]): Figure[] {
  if (points.length === 0) return []
  const all = (id: string): number[] => points.flatMap(values => values[id] ?? [])
  const best = (values: number[], pick: (...values: number[]) => number): number | null => (values.length === 0 ? null : pick(...values))
  const ttft = best(all('ttft.p50'), Math.min)
  return [
    { label: 'output, best', value: best(all('outputThroughput'), Math.max), unit: 'tok/s' },
    { label: 'TTFT p50, best', value: ttft === null ? null : ttft * 1000, unit: 'ms' },
  ]
}
