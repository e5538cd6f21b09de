import { afterEach, describe, expect, test } from 'vitest'
import { createJudge } from '../../../src/eval/judge/create-judge.js'
import { readJudgeOptions } from '../../../src/eval/judge/options.js'
import type { Judge, JudgeQuestion, JudgeVerdict } from '../../../src/eval/judge/types.js'
import { type ChatServer, chatServer } from '../../support/chat-server.js'
import { clientFor } from '../../support/client.js'

const question: JudgeQuestion = {
  system: 'You compare answers.',
  prompt: 'Is it right?',
  verdicts: ['A', 'B'],
  values: verdict => ({ accuracy: Number(verdict === 'A') }),
}

const comparison: JudgeQuestion = {
  prompt: 'first: ours, second: theirs',
  verdicts: ['first', 'second'],
  values: verdict => ({ win: Number(verdict === 'first') }),
  swapped: { prompt: 'first: theirs, second: ours', values: verdict => ({ win: Number(verdict === 'second') }) },
}

const verdictOf = (verdict: unknown): string => JSON.stringify({ reasoning: 'because', verdict })

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  await Promise.all(closing.splice(0).map(close => close()))
})

/** What each judge says to a prompt; a number is an HTTP status. */
type Script = (model: string, prompt: string, turn: number) => string | number

interface Bench {
  judge: Judge
  server: ChatServer
}

async function judgeWith(options: object, script: Script): Promise<Bench> {
  const turns = new Map<string, number>()
  const server = await chatServer({
    intercept(index, response) {
      const { model, messages } = server.bodies[index] as { model: string; messages: { content: string }[] }
      const turn = turns.get(model) ?? 0
      turns.set(model, turn + 1)
      const said = script(model, messages.at(-1)?.content ?? '', turn)
      response.writeHead(typeof said === 'number' ? said : 200, { 'content-type': 'application/json' })
      const message = { role: 'assistant', content: said }
      response.end(
        JSON.stringify(
          typeof said === 'number' ? { error: { message: 'busy' } } : { choices: [{ index: 0, message, finish_reason: 'stop' }] },
        ),
      )
      return true
    },
  })
  const judge = createJudge(readJudgeOptions(options), async (model, messages, fields) => {
    const request = { model: model.modelId, stream: false, fields: { ...fields }, extra: {}, template: undefined, systemPrompt: null }
    const client = clientFor(`${server.url}/v1/chat/completions`, { request })
    closing.push(() => client.close())
    return client.send({ prompt: { kind: 'messages', messages } })
  })
  closing.push(() => server.close())
  if (judge === null) throw new Error('there is no judge')
  return { judge, server }
}

async function ask(options: object, script: Script, asked = question): Promise<JudgeVerdict> {
  return (await judgeWith(options, script)).judge.ask(asked)
}

const one = { models: { model_id: 'j' } }
const three = { models: [{ model_id: 'j1' }, { model_id: 'j2' }, { model_id: 'j3' }] }
const votes =
  (...said: (string | number)[]): Script =>
  model =>
    said[Number(model.slice(1)) - 1] ?? ''

describe('one judge', () => {
  test('is asked with the question, the form, and settings that the user may change', async () => {
    const options = { models: { model_id: 'j', generation_config: { max_tokens: 50, top_p: 0.5 } } }
    const { judge, server } = await judgeWith(options, () => verdictOf('A'))
    const verdict = await judge.ask(question)
    expect(server.bodies).toEqual([
      {
        model: 'j',
        messages: [
          { role: 'system', content: 'You compare answers.' },
          { role: 'user', content: expect.stringMatching(/^Is it right\?\n\n.*one JSON object[\s\S]*"verdict": one of "A", "B"$/) },
        ],
        stream: false,
        temperature: 0,
        max_tokens: 50,
        top_p: 0.5,
      },
    ])
    expect(verdict).toMatchObject({ values: { accuracy: 1 }, verdict: 'A', reasoning: 'because', problem: null })
    expect(verdict.summary).toEqual({
      status: 'success',
      judge_models: ['j'],
      valid_observations: 1,
      total_observations: 1,
      failures: {},
      disagreement: { numeric: { accuracy: { std: 0, range: 0 } }, agreement_ratio: 1, vote_entropy: 0, position_consistency: null },
    })
  })

  test('whose reply cannot be read leaves no value, and the reply is kept', async () => {
    const verdict = await ask(one, () => 'It is right, so A.')
    expect(verdict).toMatchObject({ values: null, verdict: null, summary: { status: 'parse_error', failures: { parse_error: 1 } } })
    expect(verdict.attempts).toMatchObject([{ status: 'parse_error', raw_response: 'It is right, so A.', parsed_value: null }])
    expect(verdict.problem).toBe('no judge gave a verdict in the agreed form (j: the reply is not exactly one JSON object)')
  })

  test('that cannot be reached leaves no value, under another name', async () => {
    const verdict = await ask(one, () => 500)
    expect(verdict).toMatchObject({ values: null, summary: { status: 'transport_error', failures: { transport_error: 1 } } })
    expect(verdict.problem).toMatch(/^no judge could be reached \(j: .*500/)
  })

  test('is there only where a model is configured and the strategy wants it', () => {
    const send = () => Promise.reject(new Error('nobody asks'))
    expect(createJudge(readJudgeOptions({}), send)).toBeNull()
    expect(createJudge(readJudgeOptions({ ...one, strategy: 'rule' }), send)).toBeNull()
  })
})

describe('several judges', () => {
  test('are averaged, and their agreement is told', async () => {
    const { values, summary } = await ask(three, votes(verdictOf('A'), verdictOf('B'), verdictOf('A')))
    expect(values?.accuracy).toBeCloseTo(2 / 3)
    expect(summary.disagreement.agreement_ratio).toBeCloseTo(2 / 3)
    expect(summary.disagreement.vote_entropy).toBeCloseTo(0.9183, 4)
    expect(summary.disagreement.numeric.accuracy).toEqual({ std: expect.closeTo(0.4714, 4), range: 1 })
  })

  test.each([
    ['median', [0.1, 0.2, 0.9], 0.2],
    ['mean', [0.1, 0.2, 0.9], 0.4],
    ['majority_vote', [0.1, 0.9, 0.9], 0.9],
  ])('come to one number by %s', async (aggregation, numbers, expected) => {
    const scale: JudgeQuestion = { prompt: 'How much?', verdicts: { from: 0, to: 1 }, values: verdict => ({ share: Number(verdict) }) }
    const { values, summary } = await ask({ ...three, aggregation }, votes(...numbers.map(verdictOf)), scale)
    expect(values?.share).toBeCloseTo(expected)
    expect(summary.disagreement.agreement_ratio).toBeNull()
  })

  test('that tie are decided by the first, and it is told', async () => {
    const two = { models: [{ model_id: 'j1' }, { model_id: 'j2' }], aggregation: 'majority_vote' }
    const { values, summary } = await ask(two, votes(verdictOf('B'), verdictOf('A')))
    expect([values, summary.status]).toEqual([{ accuracy: 0 }, 'degraded'])
  })

  test('go on without one that fails, as long as enough are left', async () => {
    const script = votes(503, 'no JSON', verdictOf('A'))
    expect(await ask(three, script)).toMatchObject({
      values: { accuracy: 1 },
      verdict: 'A',
      summary: { status: 'degraded', valid_observations: 1, total_observations: 3, failures: { transport_error: 1, parse_error: 1 } },
    })
    const { values, problem, summary } = await ask({ ...three, min_valid_judges: 2 }, script)
    expect([values, summary.status]).toEqual([null, 'excluded'])
    expect(problem).toMatch(/^fewer than 2 judges gave a readable verdict/)
  })

  test('weigh the same however often each could be read', async () => {
    const two = { models: [{ model_id: 'j1' }, { model_id: 'j2' }], repeats: 3 }
    const script: Script = (model, _, turn) => (model === 'j1' ? verdictOf('A') : turn === 0 ? verdictOf('B') : 'no JSON')
    const { values, attempts, summary } = await ask(two, script)
    expect(values).toEqual({ accuracy: 0.5 })
    expect(attempts.map(({ judge_id, repeat_id }) => `${judge_id}.${repeat_id}`)).toEqual(['j1.0', 'j1.1', 'j1.2', 'j2.0', 'j2.1', 'j2.2'])
    expect([summary.valid_observations, summary.total_observations]).toEqual([4, 6])
  })
})

describe('a comparison', () => {
  test('is asked in both orders, and a judge that always takes the first comes to a half', async () => {
    const { values, attempts, summary } = await ask(one, () => verdictOf('first'), comparison)
    expect(values).toEqual({ win: 0.5 })
    expect(attempts.map(({ placement }) => placement)).toEqual(['original', 'swapped'])
    expect(summary.disagreement.position_consistency).toBe(0)
  })

  test('that is judged the same in both orders counts whole', async () => {
    const ours: Script = (_, prompt) => verdictOf(prompt.startsWith('first: ours') ? 'first' : 'second')
    const { values, summary } = await ask(one, ours, comparison)
    expect([values, summary.disagreement.position_consistency]).toEqual([{ win: 1 }, 1])
  })

  test('is not scored where one of the orders cannot be read', async () => {
    const half: Script = (_, prompt) => (prompt.startsWith('first: ours') ? verdictOf('first') : 'hm')
    expect(await ask(one, half, comparison)).toMatchObject({ values: null, summary: { status: 'parse_error', valid_observations: 0 } })
  })

  test('is asked in one order where the user wants that', async () => {
    const { values, attempts } = await ask({ ...one, position_swap: 'off' }, () => verdictOf('first'), comparison)
    expect([values, attempts.length]).toEqual([{ win: 1 }, 1])
  })
})
