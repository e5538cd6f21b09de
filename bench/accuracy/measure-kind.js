import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runProgram, startSimulator } from '../support/processes.js'

/**
 * @typedef {object} Point
 * @property {string} kind
 * @property {number} parallel
 * @property {{ record: any, sent: any }[]} pairs what was measured and what was sent, of one request each
 * @property {number} unmatched requests that only one side knows
 * @property {Record<string, number | null>} summary benchmark_summary.json
 * @property {number} zeroAt the run's zero on the clock of the send log
 */

/**
 * Runs the program, as a user does, against a simulated service in a process of its own.
 * @param {{ name: string, service: string[], perf: string[], path?: string }} kind
 * @returns {Promise<Point[]>}
 */
export async function measureKind(kind) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-accuracy-'))
  try {
    const log = join(folder, 'sent.jsonl')
    const simulator = await startSimulator([...kind.service, '--log', log])
    const target = ['--url', simulator.url + (kind.path ?? '/v1'), '--model', 'simulated-model', '--no-test-connection']
    const place = ['--outputs-dir', folder, '--no-timestamp', '--name', 'run', '--format', 'json']
    const { code, errors } = await runProgram(['perf', ...target, ...place, ...kind.perf])
    await simulator.stop()
    if (code !== 0) throw new Error(`perf ended with ${code}: ${errors}`)
    return await readPoints(kind.name, join(folder, 'run'), await readLines(log))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function readPoints(kind, run, sends) {
  const { zeroMonotonicMs: zeroAt } = await readJson(join(run, 'config.json'))
  if (typeof zeroAt !== 'number') throw new Error('config.json does not say when the run began')
  const sentById = new Map(sends.map(sent => [sent.id, sent]))
  const names = (await readdir(run)).filter(name => name.startsWith('parallel_'))
  const points = await Promise.all(names.map(name => readPoint(kind, join(run, name), sentById, zeroAt)))
  const known = points.reduce((sum, point) => sum + point.pairs.length, 0)
  const [last] = points.sort((a, b) => a.parallel - b.parallel).slice(-1)
  last.unmatched += sends.length - known
  return points
}

async function readPoint(kind, folder, sentById, zeroAt) {
  const records = await readLines(join(folder, 'requests.jsonl'))
  const pairs = records.map(record => ({ record, sent: sentById.get(record.requestId) })).filter(({ sent }) => sent !== undefined)
  const summary = await readJson(join(folder, 'benchmark_summary.json'))
  return { kind, parallel: summary.Concurrency, pairs, unmatched: records.length - pairs.length, summary, zeroAt }
}

const readJson = async path => JSON.parse(await readFile(path, 'utf8'))

async function readLines(path) {
  const text = await readFile(path, 'utf8')
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
}
