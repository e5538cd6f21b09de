import { describe, expect, test } from 'vitest'
import { generalQuestion } from '../../../src/eval/judge/general-question.js'
import { type JudgedParts, judgedScore } from '../../../src/eval/judge/judged-score.js'
import type { Judge, JudgeContract, JudgeVerdict } from '../../../src/eval/judge/types.js'
import type { Score } from '../../../src/eval/types.js'

const contract: JudgeContract = { systemPrompt: null, promptTemplate: null, scoreMapping: null, scoreType: 'pattern' }
const asked = { question: 'Which river?', target: 'Tessen', answer: 'The {gold} Tessen' }
const summary: JudgeVerdict['summary'] = {
  status: 'success',
  judge_models: ['j'],
  valid_observations: 1,
  total_observations: 1,
  failures: {},
  disagreement: { numeric: {}, agreement_ratio: 1, vote_entropy: 0, position_consistency: null },
}

/** A judge of one opinion: a value, or none. */
function judgeOf(strategy: Judge['strategy'], value: number | null): Judge & { asked: number } {
  const judge = {
    strategy,
    contract,
    asked: 0,
    async ask(): Promise<JudgeVerdict> {
      judge.asked++
      const verdict = value === 1 ? 'A' : 'B'
      const read = { values: { accuracy: value ?? 0 }, verdict, reasoning: 'It says so.', problem: null }
      const unread = { values: null, verdict: null, reasoning: '', problem: 'no judge could be reached' }
      return { ...(value === null ? unread : read), attempts: [], summary }
    },
  }
  return judge
}

const ruled = (accuracy: number): Score => ({ values: { accuracy }, extracted: 'x', rule: 'exact', reason: 'By the rule.' })

function score(judge: Judge | null, rule: Score | null, judged: JudgedParts['judged'] = 'if-configured', extracted: string | null = 'x') {
  const question = generalQuestion(contract, asked, ['accuracy'])
  return judgedScore({ judged, metric: 'accuracy', rule, question, extracted, silent: { accuracy: 0 } }, judge)
}

describe('without a judge', () => {
  test('the rule decides', async () => {
    expect(await score(null, ruled(1))).toEqual(ruled(1))
  })

  test('and without a rule nothing is scored', async () => {
    expect(await score(null, null, 'always')).toMatchObject({ values: {}, notScored: 'no judge model is configured' })
  })
})

describe('the strategy auto', () => {
  test('asks the judge where the benchmark wants one', async () => {
    expect(await score(judgeOf('auto', 1), ruled(0))).toMatchObject({
      values: { accuracy: 1 },
      rule: 'judge',
      reason: 'Judge: A. It says so.',
      details: { judge_attempts: [], judge_summary: { status: 'success' } },
    })
  })

  test('leaves a benchmark alone whose rule is good enough', async () => {
    const judge = judgeOf('auto', 1)
    expect(await score(judge, ruled(0), 'on-request')).toEqual(ruled(0))
    expect(judge.asked).toBe(0)
  })

  test('falls back to the rule where the judge fails, and says so', async () => {
    const fallen = await score(judgeOf('auto', null), ruled(1))
    expect(fallen).toMatchObject({ values: { accuracy: 1 }, rule: 'exact', details: { fallback: 'no judge could be reached' } })
    expect(fallen.reason).toContain('The rule decided alone: no judge could be reached.')
    expect(fallen.notScored).toBeUndefined()
  })

  test('leaves a sample not scored where the judge fails and there is no rule', async () => {
    expect(await score(judgeOf('auto', null), null, 'always')).toMatchObject({ values: {}, notScored: 'no judge could be reached' })
  })
})

describe('the strategy llm', () => {
  test('asks the judge whatever the rule says', async () => {
    expect((await score(judgeOf('llm', 0), ruled(1), 'on-request')).values).toEqual({ accuracy: 0 })
  })

  test('does not let the rule stand in for a judge that failed', async () => {
    expect(await score(judgeOf('llm', null), ruled(1))).toMatchObject({ values: {}, notScored: 'no judge could be reached' })
  })
})

describe('the strategy llm_recall', () => {
  test('asks nobody where the rule says right', async () => {
    const judge = judgeOf('llm_recall', 0)
    expect(await score(judge, ruled(1), 'on-request')).toEqual(ruled(1))
    expect(judge.asked).toBe(0)
  })

  test.each([
    [0, 1, 1],
    [0.5, 0, 0.5],
    [0, 0, 0],
  ])('takes the better of rule %d and judge %d', async (rule, judge, best) => {
    expect((await score(judgeOf('llm_recall', judge), ruled(rule), 'on-request')).values).toEqual({ accuracy: best })
  })

  test('keeps the rule where the judge fails', async () => {
    expect((await score(judgeOf('llm_recall', null), ruled(0.5))).values).toEqual({ accuracy: 0.5 })
  })
})

test('an answer that says nothing is judged by nobody, and is wrong', async () => {
  const judge = judgeOf('llm', 1)
  expect(await score(judge, null, 'always', null)).toMatchObject({ values: { accuracy: 0 }, extracted: null })
  expect(await score(judge, null, 'always', ' \n')).toMatchObject({ values: { accuracy: 0 }, extracted: null })
  expect(judge.asked).toBe(0)
})

describe('the general question', () => {
  test('shows question, reference and answer as they are, and maps labels to values', () => {
    const { prompt, verdicts, values } = generalQuestion(contract, asked, ['accuracy'])
    expect(prompt).toContain('<reference>\nTessen\n</reference>\n\n<answer>\nThe {gold} Tessen\n</answer>')
    expect([verdicts, values('A'), values('B')]).toEqual([['A', 'B'], { accuracy: 1 }, { accuracy: 0 }])
  })

  test("follows the user's contract", () => {
    const own = {
      ...contract,
      systemPrompt: 'Be strict.',
      promptTemplate: '{question}|{gold}|{pred}',
      scoreMapping: { good: 1, fair: 0.5, bad: 0 },
    }
    const question = generalQuestion(own, asked, ['accuracy'])
    expect(question).toMatchObject({
      system: 'Be strict.',
      prompt: 'Which river?|Tessen|The {gold} Tessen',
      verdicts: ['good', 'fair', 'bad'],
    })
    expect(question.values('fair')).toEqual({ accuracy: 0.5 })
  })

  test('asks for a number where the contract wants one', () => {
    const question = generalQuestion({ ...contract, scoreType: 'numeric' }, asked, ['accuracy'])
    expect([question.verdicts, question.values(0.3)]).toEqual([{ from: 0, to: 1 }, { accuracy: 0.3 }])
  })
})
