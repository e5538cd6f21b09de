import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { hubEnv, hubFor, refusal, settingsFor, temporaryHome } from '../../data/data-settings.js'
import { temporaryFiles } from '../../lib/temporary-files.js'
import { itemsOf, openWorkload, wordsOf } from './open-workload.js'

const files = await temporaryFiles()
const refused = (options: Record<string, unknown>) =>
  openWorkload(options).then(
    () => ['accepted'],
    (error: Error & { hint?: string }) => [error.name, error.message.replace(`${files.folder}/`, ''), error.hint],
  )

test('openqa takes the field question of JSON lines, as one user message', async () => {
  const datasetPath = await files.write('open_qa.jsonl', '\ufeff{"question": "什么是茶?", "answer": 1}\r\n\r\n{"question": "Why?"}\r\n')
  const source = await openWorkload({ dataset: 'openqa', datasetPath })
  expect(await itemsOf(source, 0, 2)).toEqual([
    { index: 0, request: { prompt: { kind: 'messages', messages: [{ role: 'user', content: '什么是茶?' }] } }, inputTokens: null },
    { index: 1, request: { prompt: { kind: 'messages', messages: [{ role: 'user', content: 'Why?' }] } }, inputTokens: null },
  ])
  expect(source.rows).toBe(2)
  expect(source.notes).toEqual([])
  await source.close()
})

test('a path without a dataset is openqa, relative to the working folder, plain or packed', async () => {
  const datasetPath = basename(await files.gzip('questions.gz', '{"question": "Packed?"}\n'))
  const source = await openWorkload({ datasetPath }, { cwd: files.folder, chat: false })
  expect(await itemsOf(source, 0, 1)).toEqual([{ index: 0, request: { prompt: { kind: 'text', text: 'Packed?' } }, inputTokens: null }])
  await source.close()
})

test('longalpaca takes the field instruction of a JSON array or of JSON lines', async () => {
  const rows = [{ instruction: 'Sum [up] "this"', input: '' }, { instruction: 'And {that}' }]
  for (const text of [JSON.stringify(rows, null, 1), rows.map(row => JSON.stringify(row)).join('\n')]) {
    const source = await openWorkload({ dataset: 'longalpaca', datasetPath: await files.write('LongAlpaca.json', text) })
    expect(wordsOf(await itemsOf(source, 0, 2))).toEqual(['Sum [up] "this"', 'And {that}'])
    await source.close()
  }
})

test('custom takes every line as it stands', async () => {
  const datasetPath = await files.write('lines.txt', 'first\n\n{"messages": []}\n  [indented] \n')
  const source = await openWorkload({ dataset: 'custom', datasetPath })
  expect(wordsOf(await itemsOf(source, 0, 3))).toEqual(['first', '{"messages": []}', '  [indented] '])
  await source.close()
})

test('line_by_line takes texts, conversations and whole bodies', async () => {
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'assistant', tool_calls: [{ id: '1' }] },
    { role: 'user', content: [{ type: 'image_url', image_url: { url: 'data:x' } }] },
  ]
  const body = { messages: [{ role: 'user', content: 'hi' }], temperature: 0.3 }
  const lines = ['[INST] a text [/INST]', JSON.stringify(messages), JSON.stringify(body), '{name} is a text', '[1, 2]']
  const source = await openWorkload({ dataset: 'line_by_line', datasetPath: await files.write('lines.jsonl', lines.join('\n')) })
  const prompts = (await itemsOf(source, 0, 5)).map(item => item.request.prompt)
  expect(prompts).toEqual([
    { kind: 'messages', messages: [{ role: 'user', content: '[INST] a text [/INST]' }] },
    { kind: 'messages', messages },
    { kind: 'body', body },
    { kind: 'messages', messages: [{ role: 'user', content: '{name} is a text' }] },
    { kind: 'messages', messages: [{ role: 'user', content: '[1, 2]' }] },
  ])
  await source.close()
})

test('--prompt wins over a dataset, as a text or from a file', async () => {
  await files.write('prompt.txt', 'From\na file\n')
  const fromText = await openWorkload({ prompt: 'Say hi', dataset: 'openqa', datasetPath: 'nowhere.jsonl' })
  expect(wordsOf(await itemsOf(fromText, 5, 2))).toEqual(['Say hi', 'Say hi'])
  expect(fromText.notes).toEqual([
    'The rows were cycled: --prompt had only one row for 7 requests, so prompts repeat and the service may answer them from a prefix cache.',
    '--dataset-path was not read: --prompt took its place.',
  ])
  const fromFile = await openWorkload({ prompt: '@prompt.txt' }, { cwd: files.folder })
  expect(wordsOf(await itemsOf(fromFile, 0, 1))).toEqual(['From\na file'])
  await Promise.all([fromText.close(), fromFile.close()])
})

test('what is wrong with a file is told with its name, its line and what to do', async () => {
  const write = async (text: string) => ({ datasetPath: await files.write('bad.jsonl', text) })
  expect(await refused({ dataset: 'openqa', ...(await write('{"question": "a"}\n{"answer": "b"}')) })).toEqual([
    'UserError',
    'bad.jsonl, line 2: the row has no text in its field "question".',
    'Each row must be an object like {"question": "…"}.',
  ])
  expect((await refused({ dataset: 'openqa', ...(await write('{"question": "a"}\n\n{"question": ')) }))[1]).toMatch(
    /^bad\.jsonl, line 3: not valid JSON/,
  )
  expect((await refused({ dataset: 'longalpaca', ...(await write('[{"instruction": "a"},\n{"instruction": 5}]')) }))[1]).toBe(
    'bad.jsonl, line 2: the row has no text in its field "instruction".',
  )
  expect((await refused({ dataset: 'line_by_line', ...(await write('fine\n[{"role": "user", "content": "cut')) }))[1]).toMatch(
    /^bad\.jsonl, line 2: not valid JSON/,
  )
  expect((await refused({ dataset: 'line_by_line', ...(await write('{"question": "x"}')) }))[1]).toBe(
    'bad.jsonl, line 1: the object is no request body, it has neither "messages" nor "prompt".',
  )
  expect((await refused({ dataset: 'line_by_line', ...(await write('[{"content": "x"}]')) }))[1]).toBe(
    'bad.jsonl, line 1: not every element of the array is a message.',
  )
  expect((await refused({ dataset: 'custom', ...(await write('\n \n')) }))[1]).toBe('bad.jsonl has no prompts.')
  expect((await refused({ dataset: 'custom', datasetPath: `${files.folder}/none.txt` }))[1]).toBe('No such file: none.txt')
  expect((await refused({ prompt: '@/nowhere/at/all' }))[1]).toBe('No such file: /nowhere/at/all')
  expect((await refused({ prompt: ' ' }))[1]).toBe('--prompt is empty.')
})

test('openqa and longalpaca without a file come from their hubs', async () => {
  const hub = await hubFor(
    { id: 'AI-ModelScope/HC3-Chinese', hubs: ['modelscope'], files: { 'open_qa.jsonl': '{"question": "茶?"}\n', 'law.jsonl': '{}' } },
    {
      id: 'Yukang/LongAlpaca-12k',
      hubs: ['huggingface'],
      files: { 'LongAlpaca-12k.json': '[{"instruction": "Sum up"}]', 'README.md': '' },
    },
  )
  const data = settingsFor(hubEnv(await temporaryHome(), hub), { hub: 'modelscope' })
  const openqa = await openWorkload({ dataset: 'openqa' }, { data })
  const longalpaca = await openWorkload({ dataset: 'longalpaca' }, { data })
  expect([...wordsOf(await itemsOf(openqa, 0, 1)), ...wordsOf(await itemsOf(longalpaca, 0, 1))]).toEqual(['茶?', 'Sum up'])
  expect(openqa.notes).toEqual([])
  expect(longalpaca.notes).toEqual([
    'Yukang/LongAlpaca-12k was read from Hugging Face. ' +
      'The data set AI-ModelScope/LongAlpaca-12k (revision master) is not on ModelScope, or it is private.',
  ])
  await Promise.all([openqa.close(), longalpaca.close()])
})

test('a dataset that cannot be had says why, and how to go on', async () => {
  const data = settingsFor(hubEnv(await temporaryHome(), await hubFor()), { hub: 'modelscope' })
  const error = await refusal(openWorkload({ dataset: 'openqa' }, { data }))
  expect(error[0]).toMatch(
    /^--dataset openqa could not be fetched: The data set AI-ModelScope\/HC3-Chinese \(revision master\) is not on ModelScope/,
  )
  expect(error[1]).toMatch(/Or give a file of your own with --dataset-path FILE\.$/)
  expect(await refused({ dataset: 'custom' })).toEqual([
    'UserError',
    '--dataset custom reads a file, and none was given.',
    'Give it with --dataset-path FILE.',
  ])
})
