import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { turnRecord } from '../../src/eval/records.js'
import { evalRuns, FOLDER } from '../support/eval-runs.js'
import { say } from './own-questions.js'

const runs = evalRuns()
const resume = ['--use-cache', FOLDER]

const asked = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) })

/** What was sent, as `user: …` and so on. */
const talkIn = (body: unknown): string[] => asked.parse(body).messages.map(({ role, content }) => `${role}: ${content}`)

/** `conversation.turn` of a request, both from 0. */
function placeIn(body: unknown): string {
  const talk = talkIn(body)
  return `${/\d+/.exec(talk[0] ?? '')?.[0]}.${(talk.length - 1) / 2}`
}

/** Conversations of three turns: no comma; a title too; both between quotation marks. */
function writeConversations(count: number): void {
  const rows = Array.from({ length: count }, (_, number) => {
    const ids = ['punctuation:no_comma', 'detectable_format:title', 'startend:quotation']
    const turns = ['Write about it without commas.', 'Add a title.', 'Quote it.'].flatMap((words, place) => [
      [`turn_${place + 1}_prompt`, JSON.stringify({ role: 'user', content: `${words} (${number})` })],
      [`turn_${place + 1}_instruction_id_list`, JSON.stringify(ids.slice(0, place + 1))],
      [`turn_${place + 1}_kwargs`, JSON.stringify(ids.slice(0, place + 1).map(() => '{}'))],
    ])
    return JSON.stringify({ ...Object.fromEntries(turns), key: `${number}:1:en`, turn_index: 0, language: 'English' })
  })
  runs.write('default_train.jsonl', `${rows.join('\n')}\n`)
}

const wordsFor = (url: string, args: object = {}): string[] => [
  ...['--datasets', 'multi_if', '--api-url', url, '--model', 'm', '--no-stream', '--retries', '1', '--eval-batch-size', '2'],
  ...['--dataset-args', JSON.stringify({ multi_if: { local_path: '.', ...args } })],
]

/** Three answers that keep what their turn asks for; those of the first turn are thought about first. */
const answers = ['<think>\nA comma, or none?\n</think>\n\nRain fell all day.', '<<Rain>> It fell all day.', '"<<Rain>> It fell all day."']

/** Answers each turn, where `instead` does not. */
async function talker(instead: (place: string, response: ServerResponse) => boolean = () => false) {
  const service = await runs.serve({
    intercept(index, response) {
      const place = placeIn(service.bodies[index])
      if (!instead(place, response)) say(response, answers[Number(place.split('.')[1])] ?? '')
      return true
    },
  })
  return { url: service.url, places: () => service.bodies.map(placeIn), talks: () => service.bodies.map(talkIn) }
}

const scoreOf = (name: string) => runs.result().datasets[0]?.metrics.find(metric => metric.name === name)?.overall

test('each question is asked with the answers before it, without their thinking, and every turn is scored', async () => {
  writeConversations(1)
  const { url, talks } = await talker()
  expect((await runs.run(...wordsFor(url))).code).toBe(0)
  const first = ['user: Write about it without commas. (0)']
  const second = [...first, 'assistant: Rain fell all day.', 'user: Add a title. (0)']
  const third = [...second, 'assistant: <<Rain>> It fell all day.', 'user: Quote it. (0)']
  expect(talks()).toEqual([first, second, third])

  const [prediction] = runs.predictions()
  const [review] = runs.reviews()
  expect(talkIn({ messages: prediction?.messages })).toEqual(third)
  expect(prediction?.evalscope_ts.turns?.map(({ message, stop_reason, attempts }) => [message.content, stop_reason, attempts])).toEqual([
    [answers[0], 'stop', 1],
    [answers[1], 'stop', 1],
  ])
  expect(prediction?.model_output.choices[0]?.message.content).toBe(answers[2])
  expect(talkIn({ messages: review?.messages })).toEqual([...third, `assistant: ${answers[2]}`])
  expect(review?.sample_score.score.value).toMatchObject({
    last_turn_prompt_level_strict: 1,
    turn_1_prompt_level_strict: 1,
    turn_2_inst_level_loose: 1,
    turn_3_average: 1,
    average: 1,
  })
  expect(runs.result().datasets[0]?.perf).toMatchObject({ 'outputTokens.mean': 3 })
  expect(JSON.parse(runs.read('reports/m/multi_if.json')).perf_metrics.coverage).toEqual({ requests_with_metrics: 3, total_requests: 3 })
  expect(existsSync(join(runs.cwd(), FOLDER, 'turns.jsonl'))).toBe(false)
})

test('a conversation whose second question fails is not scored; the run goes on with that question', async () => {
  writeConversations(2)
  let broken = true
  const { url, places } = await talker((place, response) => {
    if (!broken || place !== '1.1') return false
    response.writeHead(400).end('{"error":{"message":"no such thing"}}')
    return true
  })
  expect((await runs.run(...wordsFor(url))).code).toBe(5)
  expect(scoreOf('last_turn_prompt_level_strict')).toMatchObject({ scored: 1, notScored: 1, score: 1 })
  expect(scoreOf('turn_1_prompt_level_strict')).toMatchObject({ scored: 1, notScored: 1 })
  expect(JSON.parse(runs.read('errors.jsonl'))).toMatchObject({ failure: 'status', status: 400, turn: 2 })
  expect(turnRecord.parse(JSON.parse(runs.read('turns.jsonl')))).toMatchObject({ generation: 0, message: { content: answers[0] } })

  broken = false
  const before = places().length
  expect((await runs.evalscope([...wordsFor(url), ...resume])).code).toBe(0)
  expect(places().slice(before)).toEqual(['1.1', '1.2'])
  expect(scoreOf('average')).toMatchObject({ scored: 2, notScored: 0, score: 1 })
  expect(existsSync(join(runs.cwd(), FOLDER, 'turns.jsonl'))).toBe(false)
  expect(runs.predictions().map(({ evalscope_ts }) => evalscope_ts.turns?.length)).toEqual([2, 2])
})

test('where the service will not answer a question, what was answered before it counts, and nothing more is asked', async () => {
  writeConversations(1)
  const { url, places } = await talker((place, response) => {
    if (place !== '0.1') return false
    response.writeHead(400).end('{"error":{"message":"maximum context length is 100 tokens"}}')
    return true
  })
  expect((await runs.run(...wordsFor(url))).code).toBe(0)
  expect(places()).toEqual(['0.0', '0.1'])
  expect(scoreOf('turn_1_prompt_level_strict')).toMatchObject({ score: 1, overflow: 1 })
  expect(scoreOf('turn_2_inst_level_strict')?.score).toBe(0)
  expect(scoreOf('last_turn_prompt_level_strict')?.score).toBe(0)
  expect(scoreOf('average')?.score).toBeCloseTo(1 / 3, 12)
})

test('an earlier answer that was cut off marks the conversation, and silence is answered with the next question', async () => {
  writeConversations(1)
  const { url, talks } = await talker((place, response) => {
    if (place !== '0.0') return false
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ choices: [{ index: 0, message: { role: 'assistant', content: '' }, finish_reason: 'length' }] }))
    return true
  })
  expect((await runs.run(...wordsFor(url))).code).toBe(0)
  expect(talks()[1]?.slice(1)).toEqual(['assistant: ', 'user: Add a title. (0)'])
  expect(scoreOf('last_turn_prompt_level_strict')).toMatchObject({ score: 1, truncated: 1 })
  expect(scoreOf('turn_1_prompt_level_loose')?.score).toBe(0)
})

test('fewer turns are another conversation, and only theirs are told', async () => {
  writeConversations(1)
  const { url, places } = await talker()
  const two = wordsFor(url, { extra_params: { max_turns: 2 } })
  await runs.run(...wordsFor(url))
  expect((await runs.evalscope([...two, ...resume])).code).toBe(0)
  expect(places()).toEqual(['0.0', '0.1', '0.2', '0.0', '0.1'])
  const names = runs.result().datasets[0]?.metrics.map(({ name }) => name)
  expect(names).toContain('turn_2_average')
  expect(names).not.toContain('turn_3_average')
  // The same again asks nothing.
  expect((await runs.evalscope([...two, ...resume])).code).toBe(0)
  expect(places()).toHaveLength(5)
  const before = runs.result().datasets.map(({ metrics }) => metrics)
  expect((await runs.evalscope(['score', FOLDER])).code).toBe(0)
  expect(runs.result().datasets.map(({ metrics }) => metrics)).toEqual(before)
})

test('more turns than three, or a row without its instructions, is told before anything is asked', async () => {
  writeConversations(1)
  const { url, places } = await talker()
  const many = await runs.run(...wordsFor(url, { extra_params: { max_turns: 4 } }))
  expect(many).toMatchObject({ code: 2, err: expect.stringContaining('max_turns') })
  const row = JSON.parse(readFileSync(join(runs.cwd(), 'default_train.jsonl'), 'utf8'))
  runs.write('default_train.jsonl', JSON.stringify({ ...row, turn_2_instruction_id_list: '' }))
  const torn = await runs.run(...wordsFor(url))
  expect(torn).toMatchObject({ code: 2, err: expect.stringContaining('turn_2_instruction_id_list') })
  expect(places()).toEqual([])
})

// This runs the compiled program as a process: npm run build
test('killed in the middle of conversations, a run loses no answer that had come', async () => {
  const conversations = 12
  writeConversations(conversations)
  let killAt = Number.POSITIVE_INFINITY
  let child: ReturnType<typeof spawn> | null = null
  let count = 0
  const { url, places } = await talker(() => {
    if (++count >= killAt) child?.kill('SIGKILL')
    return false
  })
  const start = async (...more: string[]): Promise<number | null> => {
    child = spawn(process.execPath, [join(process.cwd(), 'bin', 'evalscope-ts.js'), 'eval', ...wordsFor(url), ...more], {
      cwd: runs.cwd(),
      env: { PATH: process.env.PATH },
      stdio: 'ignore',
    })
    const [code]: (number | null)[] = await once(child, 'exit')
    return code ?? null
  }
  for (let kill = 0; kill < 3; kill++) {
    killAt = count + 8
    expect(await start(...(kill === 0 ? ['--name', 'run', '--no-timestamp'] : resume))).toBe(null)
  }
  killAt = Number.POSITIVE_INFINITY
  expect(await start(...resume)).toBe(0)
  // Each kill costs at most the two requests in flight and one that was answered as it fell.
  expect(places().length).toBeLessThanOrEqual(conversations * 3 + 3 * 3)
  expect(new Set(places()).size).toBe(conversations * 3)
  expect(scoreOf('average')).toMatchObject({ scored: conversations, score: 1 })
  expect(runs.predictions()).toHaveLength(conversations)
})
