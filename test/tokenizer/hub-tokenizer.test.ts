import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Tokenizer as Library } from '@huggingface/tokenizers'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hubTokenizer } from '../../src/tokenizer/hub-tokenizer.js'
import { loadTokenizer } from '../../src/tokenizer/load-tokenizer.js'
import { splitWords } from '../../src/tokenizer/split-words.js'
import { readTokenizerFiles } from '../../src/tokenizer/tokenizer-files.js'
import { reference, references } from './fixtures.js'

// Where the library differs from Python's, of 25 strings each. Elsewhere both agree in every id.
const otherIds = [
  'wordpiece: outside the first plane', // BERT puts spaces around rare ideographs too: 5 unknown words, the library sees 4
]
const otherText = [
  'metaspace-bpe: control characters', // a byte order mark made of byte tokens is lost in decoding
  'normalizer-bpe: control characters',
]

test('there is a fixture of every structure', () => {
  expect(references.map(({ name }) => name)).toEqual([
    'metaspace-bpe',
    'normalizer-bpe',
    'qwen3-next-80b-a3b-instruct',
    'unigram',
    'wordpiece',
  ])
})

describe.each(references)('$name', ({ name, folder, strings, chat }) => {
  test('has the ids and texts that Python has, for strings that users and models really send', async () => {
    const tokenizer = await loadTokenizer(folder)
    const differing = { ids: [] as string[], text: [] as string[] }
    for (const [title, { input, ids, text }] of Object.entries(strings)) {
      expect(tokenizer.count(input)).toBe(tokenizer.encode(input).length)
      if (String(tokenizer.encode(input)) !== String(ids)) differing.ids.push(`${name}: ${title}`)
      if (tokenizer.decode(ids) !== text) differing.text.push(`${name}: ${title}`)
    }
    const ofThis = (list: string[]) => list.filter(entry => entry.startsWith(`${name}:`))
    expect(differing).toEqual({ ids: ofThis(otherIds), text: ofThis(otherText) })
  })

  test('counts a chat as Python does', async () => {
    const tokenizer = await loadTokenizer(folder)
    expect(tokenizer.hasChatTemplate).toBe(chat !== null)
    expect(tokenizer.countChat(chat?.messages ?? [{ role: 'user', content: 'hi' }])).toBe(chat?.ids.length ?? null)
  })

  test('takes special tokens for themselves where a template renders them', async () => {
    const tokenizer = hubTokenizer({ ...(await readTokenizerFiles(folder)), template: '{{ messages[0].content }}' })
    const differing = Object.entries(strings).filter(([, { input, special }]) => {
      return tokenizer.countChat([{ role: 'user', content: input }]) !== special.length
    })
    expect(differing.map(([title]) => `${name}: ${title}`)).toEqual(otherIds.filter(entry => entry.startsWith(`${name}:`)))
  })

  test('offers only ids that are text of their own', async () => {
    const tokenizer = await loadTokenizer(folder)
    const ids = [...tokenizer.ordinaryIds()]
    const added: { id: number }[] = JSON.parse(readFileSync(join(folder, 'tokenizer.json'), 'utf8')).added_tokens
    expect(ids.length).toBeGreaterThan(200)
    expect(ids.filter(id => added.some(token => token.id === id))).toEqual([])
    expect(ids.filter(id => /<0x/.test(tokenizer.decode([id])))).toEqual([])
  })
})

test("special tokens count as themselves within a template and as ordinary text in a user's text", async () => {
  const tokenizer = await loadTokenizer(reference('qwen').folder)
  expect(tokenizer.count('<|im_end|>')).toBeGreaterThan(1)
  const plain = tokenizer.countChat([{ role: 'user', content: '' }])
  expect(plain).toBe(tokenizer.count('user') + tokenizer.count('assistant') + 3 + 3) // 3 special tokens, 3 line ends
})

test('text parts of a message are joined by line ends; any other part cannot be counted', async () => {
  const tokenizer = await loadTokenizer(reference('qwen').folder)
  const parts = (...content: unknown[]) => tokenizer.countChat([{ role: 'user', content }])
  expect(parts({ type: 'text', text: 'one' }, { type: 'text', text: 'two' })).toBe(
    tokenizer.countChat([{ role: 'user', content: 'one\ntwo' }]),
  )
  expect(parts({ type: 'image_url', image_url: { url: 'data:,' } })).toBeNull()
  expect(tokenizer.templateProblem).toBe('a message has a part that is not text')
})

test('a template that refuses gives null and says why', async () => {
  const tokenizer = await loadTokenizer(reference('normalizer-bpe').folder)
  expect(tokenizer.countChat([{ role: 'assistant', content: 'I begin' }])).toBeNull()
  expect(tokenizer.templateProblem).toBe('user and assistant must take turns')
  expect(tokenizer.countChat([{ role: 'user', content: 'I begin' }])).toBeGreaterThan(0)
})

test('splitting a SentencePiece BPE at words changes no id, whatever the text', () => {
  for (const name of ['metaspace-bpe', 'normalizer-bpe']) {
    const json = JSON.parse(readFileSync(join(reference(name).folder, 'tokenizer.json'), 'utf8'))
    const split = splitWords(json)
    expect(split).not.toBe(json)
    const [whole, words] = [new Library(json, {}), new Library(split, {})]
    const piece = fc.oneof(
      fc.constantFrom(' ', '  ', '\u2581', '\n', ' the', 'er', '</s>', '\u{1f600}', 'é'),
      fc.string({ maxLength: 6, unit: 'grapheme' }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), pieces => {
        expect(words.encode(pieces.join('')).ids).toEqual(whole.encode(pieces.join('')).ids)
      }),
    )
  }
})

test('a vocabulary with pieces that go on after a word is not split', () => {
  const pieces = { type: 'BPE', vocab: {}, merges: [['\u2581of', '\u2581the']] }
  const other = { type: 'BPE', vocab: {}, merges: ['a b'] }
  for (const model of [pieces, other, { type: 'WordPiece', vocab: {} }]) {
    const json = { model, pre_tokenizer: null }
    expect(splitWords(json)).toBe(json)
  }
})

describe('files', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tokenizer-'))
    cpSync(reference('normalizer-bpe').folder, folder, { recursive: true })
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text)
  const problem = async (location = folder) => {
    const error = await loadTokenizer(location).then(
      () => null,
      (thrown: unknown) => thrown,
    )
    if (!(error instanceof Error) || !('hint' in error)) throw error ?? new Error('it was loaded')
    return `${error.message}\n${error.hint}`.replaceAll(folder, 'FOLDER')
  }

  test('tokenizer.json itself may be named, and tokenizer_config.json may be missing', async () => {
    rmSync(join(folder, 'tokenizer_config.json'))
    rmSync(join(folder, 'chat_template.jinja'))
    const tokenizer = await loadTokenizer(join(folder, 'tokenizer.json'))
    expect([tokenizer.hasChatTemplate, tokenizer.templateProblem]).toEqual([false, 'there is no chat template'])
    expect(tokenizer.decode([])).toBe('')
  })

  test('a template of its own file wins over the configuration', async () => {
    write(
      'tokenizer_config.json',
      '{"chat_template": "{{ raise_exception(\'the configuration\') }}", "bos_token": "<s>", "eos_token": null}',
    )
    const tokenizer = await loadTokenizer(folder)
    expect(tokenizer.countChat([{ role: 'user', content: 'hi' }])).toBeGreaterThan(0)
  })

  test('a template that is no Jinja leaves a tokenizer without one', async () => {
    write('chat_template.jinja', '{% if %}')
    const tokenizer = await loadTokenizer(folder)
    expect([tokenizer.hasChatTemplate, tokenizer.countChat([])]).toEqual([false, null])
    expect(tokenizer.templateProblem).toMatch(/\w/)
  })

  test('what cannot be read is told in two lines', async () => {
    expect(await problem(join(folder, 'absent'))).toMatchInlineSnapshot(`
      "There is no tokenizer at FOLDER/absent.
      Give a folder with tokenizer.json, that file, or tiktoken:o200k_base."
    `)
    write('tokenizer.json', '{"version": "1.0", "model": {"typ')
    expect(await problem()).toMatch(
      /^FOLDER.tokenizer.json is not what it should be: .*JSON.*\nIf the file may be cut short, download it again.$/,
    )
    write('tokenizer.json', 'version https://git-lfs.github.com/spec/v1\noid sha256:0\n')
    expect(await problem()).toMatchInlineSnapshot(`
      "FOLDER/tokenizer.json is a Git LFS pointer, not the file itself.
      Run \`git lfs pull\` in that repository, or download the file again."
    `)
    write('tokenizer.json', '{"model": {"type": "Novel"}}')
    expect(await problem()).toMatchInlineSnapshot(`
      "FOLDER/tokenizer.json cannot be used as a tokenizer: Tokenizer must contain a "decoder" property
      Check that it is the complete tokenizer.json of a model; download it again if it may be cut short."
    `)
    write('tokenizer.json', '[1, 2]')
    expect(await problem()).toMatchInlineSnapshot(`
      "FOLDER/tokenizer.json is not what it should be: Invalid input: expected record, received array.
      If the file may be cut short, download it again."
    `)
    rmSync(join(folder, 'tokenizer.json'))
    expect(await problem()).toMatchInlineSnapshot(`
      "FOLDER has no tokenizer.json.
      Give the folder that holds the tokenizer.json of the model."
    `)
    write('tokenizer.model', '')
    expect(await problem()).toMatchInlineSnapshot(`
      "FOLDER has no tokenizer.json.
      It has a SentencePiece tokenizer.model only: save it with Python's AutoTokenizer.from_pretrained(…).save_pretrained(…), which writes tokenizer.json."
    `)
  })
})
