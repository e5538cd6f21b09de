import { expect, onTestFinished, test } from 'vitest'
import { type AnswerSheet, promptKey, type StudentOptions } from '../../src/simulator/answer-sheet.js'
import type { Simulator } from '../../src/simulator/server.js'
import { startSimulator } from '../../src/simulator/start-simulator.js'
import { chunks, post, quickOptions, quickSimulator } from './support.js'

const plain: StudentOptions = { skill: 0.5, seed: 1, thinking: 0, unopenedThinking: 0, fenced: 0, truncated: 0, refusals: 0, empty: 0 }

const mixed: StudentOptions = { ...plain, thinking: 0.4, unopenedThinking: 0.1, fenced: 0.2, truncated: 0.1, refusals: 0.05, empty: 0.05 }

const questions = Array.from({ length: 60 }, (_, number) => `Question ${number}: 哪一个？`)

function sheet(student: StudentOptions = plain, prompts = questions): AnswerSheet {
  const entries = prompts.map(text => ({
    prompt: promptKey(text),
    right: [`RIGHT "${text}"`, `**RIGHT**\n\n\\boxed{${text}} 😀`],
    wrong: [`WRONG\t${text}`, `WRONG ${text}`],
  }))
  return { entries, student }
}

interface Asked {
  content: string
  reasoning: string
  finish: string | null
}

async function ask(simulator: Simulator, text: string, given: Record<string, unknown> = {}): Promise<Asked> {
  const messages = [
    { role: 'system', content: 'Answer.' },
    { role: 'user', content: text },
  ]
  const response = await post(simulator, '/v1/chat/completions', { model: 'm', messages, stream: true, ...given })
  if (response.status !== 200) return { content: '', reasoning: '', finish: `status ${response.status}` }
  const asked: Asked = { content: '', reasoning: '', finish: null }
  for (const { choices } of chunks(await response.text())) {
    asked.content += choices[0]?.delta?.content ?? ''
    asked.reasoning += choices[0]?.delta?.reasoning_content ?? ''
    asked.finish = choices[0]?.finish_reason ?? asked.finish
  }
  return asked
}

test('prompts on the sheet are answered from it, and the log says how', async () => {
  const simulator = await quickSimulator({ itl: 0.01 }, { sheet: sheet() })
  const said: string[] = []
  for (const text of questions) said.push((await ask(simulator, text)).content)
  const log = await simulator.log()
  expect(new Set(log.map(({ answered }) => answered))).toEqual(new Set(['right', 'wrong']))
  const forms = new Map(sheet().entries.map(entry => [entry.prompt, entry]))
  for (const [number, text] of questions.entries()) {
    const entry = forms.get(promptKey(text))
    expect(log[number]?.answered === 'right' ? entry?.right : entry?.wrong).toContain(said[number])
  }
})

test('other prompts get the ordinary words', async () => {
  const [simulator, ordinary] = [await quickSimulator({}, { sheet: sheet() }), await quickSimulator()]
  const reply = await ask(simulator, 'Question 1')
  expect(reply).toEqual(await ask(ordinary, 'Question 1'))
  expect((await simulator.log())[0]?.answered).toBe(null)
})

test('a reply in one piece says what a stream says, and usage counts its pieces', async () => {
  const [whole, stream] = [await quickSimulator({}, { sheet: sheet(mixed) }), await quickSimulator({}, { sheet: sheet(mixed) })]
  for (const text of questions) {
    const streamed = await ask(stream, text)
    const response = await post(whole, '/v1/chat/completions', { messages: [{ role: 'user', content: [{ type: 'text', text }] }] })
    const [log] = (await stream.log()).slice(-1)
    expect(await response.json()).toMatchObject({
      choices: [{ message: { content: streamed.content }, finish_reason: streamed.finish }],
      usage: { completion_tokens: log?.outputTokens },
    })
    expect(log?.reasoningTokens === 0).toBe(streamed.reasoning === '')
  }
})

test('the n-th answer to a prompt is the same in any order and at any concurrency', async () => {
  const [forwards, backwards] = [await quickSimulator({}, { sheet: sheet(mixed) }), await quickSimulator({}, { sheet: sheet(mixed) })]
  const twice = [...questions, ...questions]
  const one: Asked[] = []
  for (const text of twice) one.push(await ask(forwards, text))
  const all = await Promise.all(questions.toReversed().map(text => ask(backwards, text)))
  const again = await Promise.all(questions.map(text => ask(backwards, text)))
  expect([...all.toReversed(), ...again]).toEqual(one)
  expect(one.slice(0, questions.length)).not.toEqual(one.slice(questions.length))
})

test('a failed or broken request has not had its answer: a retry gets the same as without trouble', async () => {
  const calm = await quickSimulator({}, { sheet: sheet() })
  const rough = await quickSimulator({ rate500: 0.3, cutRate: 0.3, seed: 4 }, { sheet: sheet() })
  let retries = 0
  for (const text of questions) {
    const expected = await ask(calm, text)
    for (;;) {
      const reply = await ask(rough, text).catch(() => null)
      if (reply?.finish === 'stop') {
        expect(reply).toEqual(expected)
        break
      }
      retries++
    }
  }
  expect(retries).toBeGreaterThan(20)
  const answered = (await rough.log()).filter(exchange => exchange.answered !== null)
  expect(answered).toHaveLength(questions.length)
  expect(answered.every(({ outcome }) => outcome === 'completed')).toBe(true)
})

test('the share of right answers is the skill, and the log knows the exact score', async () => {
  const many = Array.from({ length: 1000 }, (_, number) => `Question ${number}`)
  const simulator = await quickSimulator({ maxBatch: 64 }, { sheet: sheet({ ...mixed, skill: 0.7 }, many) })
  const replies = await Promise.all(many.map(text => ask(simulator, text)))
  const right = (await simulator.log()).filter(({ answered }) => answered === 'right').length
  // Thinking holds a decoy of the other kind; what stands behind it counts.
  const marks = replies.filter(({ content }) => /RIGHT/.test(content.split('</think>').at(-1) ?? '')).length
  expect(marks).toBe(right)
  // Four standard deviations.
  expect(Math.abs(right / many.length - 0.7)).toBeLessThan(0.058)
})

test('where the gap is zero a whole stream leaves in one write, else piece by piece', async () => {
  const [instant, paced] = [await quickSimulator({}, { sheet: sheet() }), await quickSimulator({ itl: 2 }, { sheet: sheet() })]
  const [question = ''] = questions
  expect(await ask(instant, question)).toEqual(await ask(paced, question))
  const moments = async (simulator: Simulator) => (await simulator.log()).flatMap(({ events }) => events.map(event => event.at))
  const [gathered, parted] = [await moments(instant), await moments(paced)]
  expect(gathered.length).toBe(parted.length)
  expect(gathered.length).toBeGreaterThan(6)
  expect(new Set(gathered).size).toBe(1)
  expect(new Set(parted).size).toBeGreaterThan(3)
})

test('an answer that max_tokens would cut is cut before it comes, and is wrong', async () => {
  const simulator = await quickSimulator({}, { sheet: sheet({ ...plain, skill: 1 }) })
  const [question = ''] = questions
  const reply = await ask(simulator, question, { max_tokens: 3 })
  expect(reply.finish).toBe('length')
  expect(reply.content).not.toMatch(/RIGHT|WRONG/)
  expect((await simulator.log())[0]).toMatchObject({ answered: 'truncated', outputTokens: 3 })
})

test('the empty fault is an empty answer', async () => {
  const simulator = await quickSimulator({ emptyRate: 1 }, { sheet: sheet() })
  expect(await ask(simulator, questions[0] ?? '')).toEqual({ content: '', reasoning: '', finish: 'stop' })
  expect((await simulator.log())[0]).toMatchObject({ answered: 'empty', fault: 'empty' })
})

test('a thread takes a sheet of thousands of prompts', async () => {
  const many = Array.from({ length: 12_000 }, (_, number) => `Question ${number}`)
  const [simulator, here] = [
    await startSimulator(quickOptions(), { sheet: sheet(plain, many) }),
    await quickSimulator({}, { sheet: sheet(plain, many) }),
  ]
  onTestFinished(() => simulator.close())
  for (const text of ['Question 0', 'Question 11999']) expect(await ask(simulator, text)).toEqual(await ask(here, text))
  expect((await simulator.log()).every(({ answered }) => answered === 'right' || answered === 'wrong')).toBe(true)
})

test.each([
  [{ ...plain, skill: 0.9, truncated: 0.2 }, 'more than all'],
  [{ ...plain, thinking: 0.9, unopenedThinking: 0.2 }, 'more than all'],
  [{ ...plain, fenced: 1.5 }, 'from 0 to 1'],
])('shares that cannot be are refused', async (student, message) => {
  await expect(quickSimulator({}, { sheet: sheet(student) })).rejects.toThrow(message)
})

test('an entry that has only right replies is refused', async () => {
  const entries = [{ prompt: promptKey('x'), right: ['a'], wrong: [] }]
  await expect(quickSimulator({}, { sheet: { entries, student: plain } })).rejects.toThrow('no right or no wrong reply')
})
