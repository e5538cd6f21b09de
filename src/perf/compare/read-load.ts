import { basename } from 'node:path'
import { z } from 'zod'
import { UserError } from '../../lib/errors.js'
import { plainEntries, plainJson } from '../../runs/plain-files.js'
import { perfResult } from '../result.js'
import type { ComparedLoad, ComparedPoint } from './types.js'

const config = z.looseObject({
  kind: z.literal('perf'),
  model: z.string(),
  url: z.string(),
  seed: z.number(),
  options: z.record(z.string(), z.unknown()),
})

const report = z.object({ result: perfResult.pick({ points: true, simulated: true, interrupted: true, model: true }) })

/**
 * A load test, ours or EvalScope's. Links are not followed.
 * @throws UserError for a folder that holds none.
 */
export async function readComparedLoad(folder: string): Promise<ComparedLoad> {
  const about = config.safeParse(await plainJson(folder, 'config.json')).data
  if (about === undefined) return foreignLoad(folder)
  const { data } = report.safeParse(await plainJson(folder, 'report.json'))
  if (data === undefined || data.result.points.length === 0)
    throw new UserError(`${folder} has no load point that was measured.`, 'Give the folder of a run that has ended.')
  const { points, simulated, interrupted, model } = data.result
  return {
    folder,
    writer: 'evalscope-ts',
    model,
    simulated,
    points: points.map(({ name, parallel, rate, number, values, clientLimits, interrupted: cut }) => ({
      name,
      parallel,
      rate,
      number,
      values,
      problems: [
        ...clientLimits.map(text => `the load generator itself may have been the limit. ${text}`),
        ...(cut ? ['it was interrupted.'] : []),
      ],
    })),
    settings: { url: about.url, ...about.options, seed: about.seed },
    problems: interrupted ? ['was interrupted before all was measured'] : [],
  }
}

/** Whether a folder is such a run, so that two of different kinds can be told. */
export async function isLoadRun(folder: string): Promise<boolean> {
  if (config.safeParse(await plainJson(folder, 'config.json')).success) return true
  return (await pointFolders(folder)).length > 0
}

const pointFolders = async (folder: string): Promise<string[]> =>
  (await plainEntries(folder)).folders.filter(name => /^(parallel|rate)_/.test(name))

const figures = z.record(z.string(), z.unknown())

/** EvalScope's keys, what they are here, and how many of theirs make one of ours. */
const summaryKeys: readonly (readonly [key: string, id: string, scale: number])[] = [
  ['Test Duration (s)', 'duration', 1],
  ['Time taken for tests (s)', 'duration', 1],
  ['Total Requests', 'requests', 1],
  ['Success Requests', 'succeeded', 1],
  ['Failed Requests', 'failed', 1],
  ['Req Throughput (req/s)', 'requestThroughput', 1],
  ['Avg Latency (s)', 'latency.mean', 1],
  ['Avg Input Tokens', 'inputTokens.mean', 1],
  ['Output Throughput (tok/s)', 'outputThroughput', 1],
  ['Total Throughput (tok/s)', 'totalThroughput', 1],
  ['Input Throughput (tok/s)', 'inputThroughput', 1],
  ['Avg TTFT (ms)', 'ttft.mean', 1000],
  ['Avg TPOT (ms)', 'tpot.mean', 1000],
  ['Avg ITL (ms)', 'itl.mean', 1000],
  ['Avg Output Tokens', 'outputTokens.mean', 1],
]

const percentileKeys: readonly (readonly [key: string, id: string, scale: number])[] = [
  ['Latency (s)', 'latency', 1],
  ['TTFT (ms)', 'ttft', 1000],
  ['ITL (ms)', 'itl', 1000],
  ['TPOT (ms)', 'tpot', 1000],
]

async function foreignLoad(folder: string): Promise<ComparedLoad> {
  const names = await pointFolders(folder)
  const points = (await Promise.all(names.map(name => foreignPoint(folder, name)))).flatMap(point => point ?? [])
  if (points.length === 0)
    throw new UserError(
      `${folder} is no load test.`,
      'Give the folder of a run of evalscope-ts perf (it holds config.json), or of EvalScope.',
    )
  return { folder, writer: 'evalscope', model: basename(folder), simulated: false, points, settings: {}, problems: [] }
}

async function foreignPoint(folder: string, name: string): Promise<ComparedPoint | null> {
  const { data: summary } = figures.safeParse(await plainJson(folder, name, 'benchmark_summary.json'))
  if (summary === undefined) return null
  const rows = z
    .array(figures)
    .catch([])
    .parse(await plainJson(folder, name, 'benchmark_percentile.json'))
  const [, kind, amount, number] = /^(parallel|rate)_([\d.]+)_number_(\d+)/.exec(name) ?? []
  const values: Record<string, number | null> = {}
  for (const [key, id, scale] of summaryKeys) values[id] ??= scaled(summary[key], scale)
  for (const row of rows)
    for (const [key, id, scale] of percentileKeys) {
      const percent = /^(50|90|95|99)%$/.exec(String(row.Percentiles))?.[1]
      if (percent !== undefined) values[`${id}.p${percent}`] = scaled(row[key], scale)
    }
  const [done = 0, failed = 0] = [values.succeeded ?? 0, values.failed ?? 0]
  return {
    name,
    parallel: kind === 'parallel' ? Number(amount) : null,
    rate: kind === 'rate' ? Number(amount) : null,
    number: Number(number ?? values.requests ?? 0),
    values: { ...values, successRate: done + failed === 0 ? null : (100 * done) / (done + failed) },
    problems: [],
  }
}

/** -1 is EvalScope's "not measured". */
const scaled = (value: unknown, scale: number): number | null => (typeof value === 'number' && value !== -1 ? value / scale : null)
