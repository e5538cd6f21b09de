import { expect, test } from 'vitest'
import { temporaryFiles } from '../../lib/temporary-files.js'
import { itemsOf, openWorkload, wordsOf } from './open-workload.js'
import { textService, tokenizers } from './text-service.js'

const files = await temporaryFiles()
const custom = async (name: string, lines: string[]) => ({ dataset: 'custom', datasetPath: await files.write(name, lines.join('\n')) })
const numbered = (count: number) => Array.from({ length: count }, (_, index) => `row ${index}`)

test('item i is row (offset + i) mod rows, however it is asked for', async () => {
  const source = await openWorkload({ ...(await custom('offset.txt', numbered(150))), datasetOffset: 140 })
  const expected = (index: number) => `row ${(140 + index) % 150}`
  const items = await itemsOf(source, 0, 400)
  expect(items.map(item => item.index)).toEqual(Array.from({ length: 400 }, (_, index) => index))
  expect(wordsOf(items)).toEqual(Array.from({ length: 400 }, (_, index) => expected(index)))
  expect(wordsOf(await itemsOf(source, 777, 3))).toEqual([777, 778, 779].map(expected))
  expect(await itemsOf(source, 0, 0)).toEqual([])
  await source.close()
})

test('rows that are too few are cycled, and the notes say so once they were', async () => {
  const source = await openWorkload(await custom('few.txt', numbered(3)))
  await itemsOf(source, 0, 3)
  expect([source.rows, source.notes]).toEqual([3, []])
  expect(wordsOf(await itemsOf(source, 3, 4))).toEqual(['row 0', 'row 1', 'row 2', 'row 0'])
  expect(source.notes).toEqual([
    `The rows were cycled: ${files.folder}/few.txt had only 3 rows for 7 requests, so prompts repeat and the service may answer them from a prefix cache.`,
  ])
  await source.close()
})

test('items that were prepared but never taken do not count as asked for', async () => {
  const source = await openWorkload(await custom('stopped.txt', numbered(10)))
  for await (const item of source.items(0, 500)) if (item.index === 4) break
  expect(source.notes).toEqual([])
  await source.close()
})

test('without a tokenizer, lengths are characters as people count them', async () => {
  const lines = ['ab', 'abc', '🦉🦉🦉', '茶茶茶茶', 'abcde', '🦉🦉🦉🦉🦉']
  const source = await openWorkload({ ...(await custom('characters.txt', lines)), minPromptLength: 3, maxPromptLength: 4 })
  expect(wordsOf(await itemsOf(source, 0, 4))).toEqual(['abc', '🦉🦉🦉', '茶茶茶茶', 'abc'])
  expect(source.rows).toBe(3)
  expect(source.notes.slice(0, 2)).toEqual([
    `1 of 6 rows of ${files.folder}/characters.txt left out: shorter than 3 characters.`,
    `2 of 6 rows of ${files.folder}/characters.txt left out: longer than 4 characters.`,
  ])
  await source.close()
})

test('with a tokenizer, lengths are tokens, the chat template included in a chat and only there', async () => {
  const text = await textService()
  const line = 'What is tea?'
  const [plain = 0] = await text.count([line])
  const [chat = 0] = (await text.countChat([[{ role: 'user', content: line }]])).map(count => count ?? 0)
  expect(chat).toBeGreaterThan(plain)
  const options = await custom('tokens.txt', [line, `${line} ${line}`])
  for (const [isChat, length] of [
    [true, chat],
    [false, plain],
  ] as const) {
    const source = await openWorkload({ ...options, minPromptLength: length, maxPromptLength: length }, { text, chat: isChat })
    const items = await itemsOf(source, 0, 2)
    expect(wordsOf(items)).toEqual([line, line])
    expect(items.map(item => item.inputTokens)).toEqual([length, length])
    expect(source.rows).toBe(1)
    await source.close()
  }
})

test('a tokenizer without a template counts the text alone, and the notes say so', async () => {
  const text = await textService(tokenizers.withoutTemplate)
  const source = await openWorkload(await custom('plain.txt', ['one two three']), { text })
  const [item] = await itemsOf(source, 0, 1)
  expect(item?.inputTokens).toBe((await text.count(['one two three']))[0])
  expect(source.notes).toEqual(['Input tokens were counted without a chat template: wordpiece has none that can be used.'])
  await source.close()
})

test('the system prompt counts as input, but not against the limits', async () => {
  const text = await textService()
  const user = { role: 'user', content: 'hello' }
  const [without = 0, withSystem = 0] = (await text.countChat([[user], [{ role: 'system', content: 'Speak like a pirate.' }, user]])).map(
    count => count ?? 0,
  )
  const source = await openWorkload(
    { ...(await custom('system.txt', ['hello'])), minPromptLength: without, maxPromptLength: without },
    { text, systemPrompt: 'Speak like a pirate.' },
  )
  expect((await itemsOf(source, 0, 1)).map(item => item.inputTokens)).toEqual([withSystem])
  expect(withSystem).toBeGreaterThan(without)
  await source.close()
})

test('rows that cannot be counted are used, with a note, and have no tokens', async () => {
  const text = await textService()
  const image = JSON.stringify([{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:x' } }] }])
  const body = JSON.stringify({ messages: [{ role: 'user', content: 'hello there' }] })
  const datasetPath = await files.write('mixed.jsonl', [image, body].join('\n'))
  const source = await openWorkload({ dataset: 'line_by_line', datasetPath, minPromptLength: 1 }, { text })
  const [ofBody] = await text.countChat([[{ role: 'user', content: 'hello there' }]])
  expect((await itemsOf(source, 0, 2)).map(item => item.inputTokens)).toEqual([null, ofBody])
  expect(source.notes).toEqual([`1 of 2 rows of ${datasetPath} used without a length check: they cannot be counted.`])
  await source.close()
})

test('no row within the limits is an error that tells the lengths there are', async () => {
  const options = { ...(await custom('none.txt', ['four', 'sevenly'])), minPromptLength: 100 }
  await expect(openWorkload(options)).rejects.toMatchObject({
    name: 'UserError',
    message: `No prompt of ${files.folder}/none.txt is between 100 and 131072 characters long, but its prompts have 4 to 7.`,
    hint: 'Change --min-prompt-length or --max-prompt-length.',
  })
})

test('rows are counted only as far as they are needed, and each once', async () => {
  const text = await textService()
  const source = await openWorkload(await custom('lazy.txt', numbered(1000)), { text, chat: false })
  await itemsOf(source, 0, 10)
  expect(text.counted).toBeLessThanOrEqual(128)
  expect(source.rows).toBeNull()
  await itemsOf(source, 0, 2500)
  expect(text.counted).toBe(1000)
  expect(source.rows).toBe(1000)
  await source.close()
})

test('an option that a dataset does not know is told of', async () => {
  const source = await openWorkload({ ...(await custom('prefix.txt', ['a'])), prefixLength: 5 })
  expect(source.notes).toEqual(['--prefix-length applies to --dataset random only; no prefix was added.'])
  await source.close()
})
