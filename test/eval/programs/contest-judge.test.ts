import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { judgeContest } from '../../../src/eval/programs/contest-judge.js'
import { noPrograms, programs } from '../../support/programs.js'

/** Programs of our own, with whether they do what is asked, and what the official harness says of them (recorded from it). */
const cases = z
  .array(
    z.object({
      name: z.string(),
      right: z.boolean(),
      official: z.boolean(),
      functionName: z.string().nullable(),
      tests: z.array(z.object({ input: z.string(), output: z.string() })),
      program: z.string(),
    }),
  )
  .parse(JSON.parse(readFileSync('fixtures/programs/contest-programs.json', 'utf8')))

/** What fools the official harness, and no judge that compares plain values. */
const fooled = new Set(['equal to everything'])

describe.skipIf(programs === null)(`programs for contests${noPrograms === '' ? '' : ` (${noPrograms})`}`, () => {
  const verdictOf = async (program: (typeof cases)[number], judge: 'fixed' | 'official') => {
    if (programs === null) throw new Error(noPrograms)
    const { tests, functionName } = program
    const verdict = await judgeContest({ sources: [program.program], tests, functionName, judge, seconds: 1 }, programs)
    if (verdict.kind !== 'verdict') throw new Error(`${program.name}: ${verdict.reason}`)
    return verdict
  }

  test('the fixed judge finds right what does what is asked, and nothing else', async () => {
    const verdicts = await Promise.all(
      cases.map(async each => ({ name: each.name, right: each.right, ...(await verdictOf(each, 'fixed')) })),
    )
    expect(verdicts.filter(({ failed, right }) => (failed === null) !== right)).toEqual([])
  }, 120_000)

  test('the official judge says what the official harness said', async () => {
    const verdicts = await Promise.all(
      cases.map(async each => ({ name: each.name, official: each.official, ...(await verdictOf(each, 'official')) })),
    )
    const differing = verdicts.filter(({ failed, official }) => (failed === null) !== official)
    expect(differing.filter(({ name }) => !fooled.has(name))).toEqual([])
    expect(cases.filter(({ right, official }) => right && !official).length).toBeGreaterThan(12)
  }, 120_000)

  test('a verdict tells where and how a program failed, and nothing of what was put in or expected', async () => {
    const verdict = async (name: string) => {
      const found = cases.find(each => each.name === name)
      if (found === undefined) throw new Error(name)
      const { tests, passed, failed } = await verdictOf(found, 'fixed')
      return { tests, passed, failed }
    }
    expect(await verdict('right for the first test alone')).toEqual({
      tests: 2,
      passed: 1,
      failed: { test: 2, kind: 'wrong-output', type: null, line: null },
    })
    expect(await verdict('raises after the answer')).toMatchObject({
      passed: 0,
      failed: { test: 1, kind: 'exception', type: 'ValueError', line: 3 },
    })
    expect(await verdict('no Python')).toMatchObject({ failed: { kind: 'compile', type: 'SyntaxError' } })
    expect(await verdict('another name')).toMatchObject({ failed: { kind: 'missing' } })
    expect(await verdict('equal to everything')).toMatchObject({ failed: { test: 1 } })
  })

  test('tests whose expected result cannot be read say nothing about the program', async () => {
    if (programs === null) return
    const task = { sources: ['def f(a):\n    return a'], functionName: 'f', judge: 'fixed', seconds: 1 } as const
    const verdict = await judgeContest({ ...task, tests: [{ input: '1', output: 'one' }] }, programs)
    expect(verdict).toEqual({ kind: 'bad-tests', reason: 'an expected result is no JSON from sign 0 on' })
  })
})
