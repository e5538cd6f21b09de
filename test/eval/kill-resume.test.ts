import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { predictionRecord } from '../../src/eval/records.js'
import { evalRuns, FOLDER } from '../support/eval-runs.js'
import { questionIn, say, writeQuestions } from './own-questions.js'

// These run the compiled program as a process: npm run build
const bin = join(process.cwd(), 'bin', 'evalscope-ts.js')

const runs = evalRuns()
const KILLS = 10
const QUESTIONS = 160
const IN_FLIGHT = 4
const subsets = ['north', 'south']

const argvFor = (url: string): string[] => [
  ...['eval', '--datasets', 'general_mcq', '--api-url', url, '--model', 'm', '--no-stream', '--eval-batch-size', String(IN_FLIGHT)],
  ...['--dataset-args', JSON.stringify({ general_mcq: { local_path: 'own', subset_list: subsets, few_shot_num: 0 } })],
]

/** A service that knows two answers of three, and what it was asked; `onRequest` sees each request before its answer. */
async function countingService(onRequest: (count: number) => void = () => {}) {
  const asked: string[] = []
  const service = await runs.serve({
    intercept(index, response) {
      const { text, number } = questionIn(service.bodies[index])
      asked.push(text)
      onRequest(asked.length)
      setTimeout(() => say(response, number % 3 === 0 ? 'I would rather not say.' : `ANSWER: ${'ABCD'[number % 4]}`), 2)
      return true
    },
  })
  return { url: service.url, asked }
}

/** Questions whose prediction lines are complete. */
function answered(): string[] {
  return subsets.flatMap(subset => {
    const path = join(runs.cwd(), FOLDER, `predictions/m/general_mcq_${subset}.jsonl`)
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : []
    return lines.map(line => questionIn(predictionRecord.parse(JSON.parse(line)).messages).text)
  })
}

/** All that must be the same however often a run was interrupted: times and addresses are not. */
function outcome(): unknown {
  const { url: _url, datasets, ...result } = runs.result()
  const records = runs.reviews().map(({ index, target, sample_score, evalscope_ts }) => ({ index, target, sample_score, evalscope_ts }))
  return { ...result, datasets: datasets.map(({ perf: _perf, ...dataset }) => dataset), records }
}

test('killed ten times in the middle, a run ends as an undisturbed one does, and asks nothing twice that was answered', async () => {
  writeQuestions(join(runs.cwd(), 'own'), QUESTIONS / subsets.length, subsets)
  let killAt = Number.POSITIVE_INFINITY
  let child: ReturnType<typeof spawn> | null = null
  const { url, asked } = await countingService(count => count >= killAt && child?.kill('SIGKILL'))
  const start = async (...more: string[]): Promise<number | null> => {
    child = spawn(process.execPath, [bin, ...argvFor(url), ...more], { cwd: runs.cwd(), stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    child.stderr?.on('data', text => {
      said += String(text)
    })
    const [code, signal] = await once(child, 'close')
    if (signal === null) expect(said).not.toMatch(/error:/)
    return signal === null ? code : null
  }

  for (let kill = 0; kill < KILLS; kill++) {
    const before = answered()
    const from = asked.length
    killAt = from + 12
    expect(await start(...(kill === 0 ? ['--name', 'run', '--no-timestamp'] : ['--use-cache', FOLDER]))).toBe(null)
    // What was answered is not asked again, and each kill loses at most what was in flight.
    expect(asked.slice(from).filter(question => before.includes(question))).toEqual([])
    expect(asked.length - from - (answered().length - before.length)).toBeLessThanOrEqual(IN_FLIGHT + 1)
    if (kill % 2 === 0)
      for (const kind of ['predictions', 'reviews'])
        appendFileSync(join(runs.cwd(), FOLDER, kind, 'm/general_mcq_north.jsonl'), '{"index":3,"mod')
  }

  killAt = Number.POSITIVE_INFINITY
  const before = answered()
  const from = asked.length
  expect(before.length).toBeGreaterThan(KILLS)
  expect(await start('--use-cache', FOLDER)).toBe(0)
  expect(asked.slice(from).filter(question => before.includes(question))).toEqual([])
  expect(asked.length).toBeLessThanOrEqual(QUESTIONS + KILLS * (IN_FLIGHT + 1))
  expect(runs.read('errors.jsonl')).toBe('')
  const interrupted = outcome()

  const undisturbed = await countingService()
  expect((await runs.evalscope([...argvFor(undisturbed.url).slice(1), '--name', 'run', '--no-timestamp', '--overwrite'])).code).toBe(0)
  expect(undisturbed.asked.length).toBe(QUESTIONS)
  expect(interrupted).toEqual(outcome())
})
