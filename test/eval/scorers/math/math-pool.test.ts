import { writeFileSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'
import { MathPool } from '../../../../src/eval/scorers/math/math-pool.js'
import { type MathTask, scoreMath } from '../../../../src/eval/scorers/math/math-score.js'

const task = (answer: string): MathTask => ({ answer, keys: ['5'], kind: 'expression' })

/** A thread that never ends on "loop", takes memory without end on "swell", dies on "crash", and echoes anything else. */
async function stubbornThread(): Promise<URL> {
  const file = join(await mkdtemp(join(tmpdir(), 'math-pool-')), 'thread.mjs')
  writeFileSync(
    file,
    `import { parentPort } from 'node:worker_threads'
parentPort.on('message', ({ id, task }) => {
  while (task.answer === 'loop');
  if (task.answer === 'swell') for (const kept = []; ; ) kept.push(new Array(1e6).fill(0.5 + kept.length))
  if (task.answer === 'crash') throw new Error('out of order')
  parentPort.postMessage({ id, score: { values: { accuracy: 1 }, extracted: task.answer, rule: 'echo', reason: 'echoed' } })
})`,
  )
  return pathToFileURL(file)
}

it('scores in a thread as in place', async () => {
  const pool = new MathPool({ workers: 2 })
  const answers = ['\\boxed{5}', '\\boxed{6}', 'I do not know.', '\\boxed{9^{9^{9^9}}}', 'The answer is 5.']
  expect(await Promise.all(answers.map(answer => pool.score(task(answer))))).toEqual(answers.map(answer => scoreMath(task(answer))))
  await pool.close()
})

it('ends a thread that takes too long or dies, says so, and goes on with a new one', async () => {
  const pool = new MathPool({ budgetMs: 300, file: await stubbornThread() })
  const [before, looped, crashed, after] = await Promise.all(['a', 'loop', 'crash', 'b'].map(answer => pool.score(task(answer))))
  expect(before).toMatchObject({ extracted: 'a' })
  expect(looped).toMatchObject({ values: {}, notScored: 'could not decide: it took longer than 0.3 s' })
  expect(crashed).toMatchObject({ values: {}, notScored: 'could not decide: the judge failed: out of order' })
  expect(after).toMatchObject({ extracted: 'b' })
  await pool.close()
})

it('survives a thread that wants all the memory', async () => {
  const pool = new MathPool({ budgetMs: 60_000, file: await stubbornThread() })
  const [swollen, after] = await Promise.all(['swell', 'b'].map(answer => pool.score(task(answer))))
  expect(swollen?.notScored).toMatch(/^could not decide: the judge failed: .*memory/)
  expect(after).toMatchObject({ extracted: 'b' })
  await pool.close()
})

it('leaves nothing waiting when it is closed', async () => {
  const pool = new MathPool({ file: await stubbornThread() })
  const waiting = Promise.all(['loop', 'b'].map(answer => pool.score(task(answer))))
  await pool.close()
  expect((await waiting).map(score => score.notScored)).toEqual([
    'could not decide: the judge was closed',
    'could not decide: the judge was closed',
  ])
  expect(await pool.score(task('c'))).toMatchObject({ values: {} })
})
