import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTextService, type TextService } from '../../../src/perf/text-service.js'
import { workloadOptions } from '../../../src/perf/workloads/options.js'
import { random } from '../../../src/perf/workloads/random.js'
import { readAhead } from '../../../src/perf/workloads/read-ahead.js'
import type { WorkItem, WorkloadContext } from '../../../src/perf/workloads/types.js'
import { settingsFor } from '../../data/data-settings.js'
import { reference } from '../../tokenizer/fixtures.js'

let text: TextService
let plain: TextService
beforeAll(async () => {
  text = await startTextService(reference('qwen').folder)
  plain = await startTextService(reference('wordpiece').folder)
})
afterAll(() => Promise.all([text.close(), plain.close()]))

const open = (options: Record<string, unknown>, context: Partial<WorkloadContext> = {}) =>
  random.open(workloadOptions.parse(options), {
    seed: 1,
    chat: true,
    text,
    cwd: '/',
    data: settingsFor({}),
    systemPrompt: null,
    ...context,
  })

async function itemsOf(source: Awaited<ReturnType<typeof open>>, from: number, count: number): Promise<WorkItem[]> {
  const items: WorkItem[] = []
  for await (const item of source.items(from, count)) items.push(item)
  return items
}

const exactly = (length: number) => ({ minPromptLength: length, maxPromptLength: length })
const messagesOf = ({ request: { prompt } }: WorkItem) => (prompt.kind === 'messages' ? prompt.messages : [])

test('items come in their order, with the length that was asked for within the template', async () => {
  const source = await open(exactly(100))
  const items = await itemsOf(source, 10, 150)
  expect(items.map(({ index }) => index)).toEqual(Array.from({ length: 150 }, (_, at) => 10 + at))
  expect(new Set(items.map(({ inputTokens }) => inputTokens))).toEqual(new Set([100]))
  expect(new Set(await text.countChat(items.map(messagesOf)))).toEqual(new Set([100]))
  expect([source.rows, source.notes]).toEqual([null, []])
  await source.close()
})

test('an item is the same wherever a run begins, and datasetOffset moves on', async () => {
  const all = await itemsOf(await open({ maxPromptLength: 50 }), 0, 70)
  expect(await itemsOf(await open({ maxPromptLength: 50 }), 60, 10)).toEqual(all.slice(60))
  const moved = await itemsOf(await open({ maxPromptLength: 50, datasetOffset: 60 }), 0, 10)
  expect(moved.map(({ request }) => request)).toEqual(all.slice(60).map(({ request }) => request))
  expect(await itemsOf(await open({ maxPromptLength: 50 }, { seed: 2 }), 0, 70)).not.toEqual(all)
})

test('plain completions get a text, measured without the template', async () => {
  const [item] = await itemsOf(await open({ ...exactly(20), prefixLength: 7 }, { chat: false }), 0, 1)
  expect(item?.inputTokens).toBe(27)
  expect(item?.request.prompt.kind === 'text' && (await text.count([item.request.prompt.text]))).toEqual([27])
})

test('a system prompt comes on top, is counted, and is said', async () => {
  const source = await open(exactly(20), { systemPrompt: 'Be brief.' })
  const [item] = await itemsOf(source, 0, 1)
  const messages = item ? messagesOf(item) : []
  expect(messages.map(({ role }) => role)).toEqual(['user'])
  expect([item?.inputTokens]).toEqual(await text.countChat([[{ role: 'system', content: 'Be brief.' }, ...messages]]))
  expect(item?.inputTokens).toBeGreaterThan(20)
  expect(source.notes).toEqual(['The system prompt comes on top of the random prompts, whose lengths do not include it.'])
})

test('without a template a chat is measured by its text alone, and the report says so', async () => {
  const source = await open(exactly(9), { text: plain })
  const [item] = await itemsOf(source, 0, 1)
  expect(await plain.count([String(item && messagesOf(item)[0]?.content)])).toEqual([9])
  expect(source.notes).toEqual([
    'Lengths are of the prompts alone: the chat template of wordpiece cannot be counted (there is no chat template).',
  ])
})

test('the default lower limit is the shortest prompt there can be', async () => {
  const items = await itemsOf(await open({ maxPromptLength: 10 }), 0, 40)
  expect(new Set(items.map(({ inputTokens }) => inputTokens))).toEqual(new Set([9, 10]))
})

test('limits that leave no room for a prompt, and a missing tokenizer, are told before anything is sent', async () => {
  await expect(open({ maxPromptLength: 8 })).rejects.toMatchObject({
    message:
      '--max-prompt-length 8 leaves no room for a prompt: the chat template of Qwen/Qwen3-Next-80B-A3B-Instruct takes 8 tokens by itself.',
    hint: 'Give at least --max-prompt-length 9.',
  })
  await expect(open({ minPromptLength: 5, maxPromptLength: 100 })).rejects.toMatchObject({ hint: 'Give at least --min-prompt-length 9.' })
  await expect(open({}, { text: null })).rejects.toMatchObject({ message: '--dataset random needs the tokenizer of the model.' })
})

describe('reading ahead', () => {
  const source = (batches: number, held: number, first: number) => {
    const log: string[] = []
    const answers: (() => void)[] = []
    const read = (batch: number) => {
      log.push(`ask ${batch}`)
      return new Promise<string[]>(resolve => answers.push(() => resolve([`${batch}a`, `${batch}b`])))
    }
    return { log, answer: (batch: number) => answers[batch]?.(), items: readAhead({ batches, held, first, read })[Symbol.asyncIterator]() }
  }

  test('asks at once for as many batches as may be held, and for another when one is used up', async () => {
    const { log, answer, items } = source(4, 2, 1)
    expect(log).toEqual(['ask 0', 'ask 1'])
    answer(0)
    expect((await items.next()).value).toBe('0a')
    expect(log).toEqual(['ask 0', 'ask 1', 'ask 2'])
    expect((await items.next()).value).toBe('0b')
    for (const batch of [1, 2]) answer(batch)
    expect([(await items.next()).value, (await items.next()).value, (await items.next()).value]).toEqual(['1a', '1b', '2a'])
    answer(3)
    expect([(await items.next()).value, (await items.next()).value, (await items.next()).value]).toEqual(['2b', '3a', '3b'])
    expect(await items.next()).toEqual({ done: true, value: undefined })
    expect(log).toHaveLength(4)
  })

  test('gives nothing before the first batches are there', async () => {
    const { answer, items } = source(3, 3, 2)
    let given = false
    const item = items.next().then(({ value }) => {
      given = true
      return value
    })
    answer(0)
    await new Promise(resolve => setImmediate(resolve))
    expect(given).toBe(false)
    answer(1)
    expect(await item).toBe('0a')
  })

  test('a batch that fails fails the iteration when it is reached, and hurts nobody who stopped before', async () => {
    const failing = (batch: number) => (batch === 1 ? Promise.reject(new Error('batch 1')) : Promise.resolve([batch]))
    const items = readAhead({ batches: 3, held: 3, first: 1, read: failing })[Symbol.asyncIterator]()
    expect((await items.next()).value).toBe(0)
    await expect(items.next()).rejects.toThrow('batch 1')
    for await (const item of readAhead({ batches: 3, held: 3, first: 1, read: failing })) {
      expect(item).toBe(0)
      break
    }
  })
})
