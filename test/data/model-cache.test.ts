import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findTokenizerFolder } from '../../src/data/model-cache.js'
import { hfHome, qwenId, reference } from '../tokenizer/fixtures.js'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'model-cache-'))
})
afterEach(() => rmSync(root, { recursive: true }))

const id = 'some-org/Small.Model-1.5'
const sha = (letter: string) => letter.repeat(40)

/** Makes a folder that has a tokenizer. */
function model(...path: string[]): string {
  const folder = join(root, ...path)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'tokenizer.json'), '{}')
  return folder
}

function main(hub: string, commit: string): void {
  mkdirSync(join(root, hub, 'models--some-org--Small.Model-1.5', 'refs'), { recursive: true })
  writeFileSync(join(root, hub, 'models--some-org--Small.Model-1.5', 'refs', 'main'), commit)
}

const snapshot = (hub: string, commit: string) => model(hub, 'models--some-org--Small.Model-1.5', 'snapshots', commit)

// The home of whoever runs the tests must not be looked into.
const find = (name = id, env: NodeJS.ProcessEnv = {}) => findTokenizerFolder(name, { HOME: join(root, 'home'), ...env }, root)

describe('Hugging Face', () => {
  test.each([
    ['HF_HUB_CACHE', 'a/cache', 'a/cache'],
    ['HUGGINGFACE_HUB_CACHE', 'b', 'b'],
    ['HF_HOME', 'c', 'c/hub'],
    ['HF_HOME', '~/models', 'home/models/hub'],
    ['XDG_CACHE_HOME', 'd', 'd/huggingface/hub'],
    ['UNSET', '', 'home/.cache/huggingface/hub'],
  ])('%s=%s is looked into', (variable, value, hub) => {
    const folder = snapshot(hub, sha('a'))
    main(hub, sha('a'))
    expect(find(id, { [variable]: value })).toBe(folder)
  })

  test('refs/main names the snapshot', () => {
    snapshot('hub', sha('b'))
    const named = snapshot('hub', sha('a'))
    main('hub', `${sha('a')}\n`)
    expect(find(id, { HF_HUB_CACHE: 'hub' })).toBe(named)
  })

  test('without a usable refs/main the newest snapshot that has a tokenizer is taken', () => {
    const folders = ['c', 'a', 'b'].map(letter => snapshot('hub', sha(letter)))
    for (const [age, folder] of folders.entries()) utimesSync(folder, 1000 - age, 1000 - age)
    mkdirSync(join(root, 'hub', 'models--some-org--Small.Model-1.5', 'snapshots', sha('f')))
    main('hub', sha('f'))
    expect(find(id, { HF_HUB_CACHE: 'hub' })).toBe(folders[0])
  })

  test('a cache that is set does not hide the default one', () => {
    const folder = snapshot('home/.cache/huggingface/hub', sha('a'))
    expect(find(id, { HF_HOME: 'elsewhere' })).toBe(folder)
  })

  test('the fixture of the shipped example is found', () => {
    expect(find(qwenId, { HF_HOME: hfHome })).toBe(reference('qwen').folder)
  })
})

describe('ModelScope', () => {
  test.each([
    ['ms', 'ms/models/some-org/Small___Model-1___5'],
    ['ms', 'ms/some-org/Small___Model-1___5'],
    ['ms', 'ms/hub/models/some-org/Small.Model-1.5'],
    ['ms', 'ms/hub/some-org/Small___Model-1___5'],
    [undefined, 'home/.cache/modelscope/hub/models/some-org/Small___Model-1___5'],
    [undefined, 'home/.cache/modelscope/hub/some-org/Small___Model-1___5'],
  ])('MODELSCOPE_CACHE=%s, laid out as %s', (value, path) => {
    const folder = model(path)
    expect(find(id, value === undefined ? {} : { MODELSCOPE_CACHE: value })).toBe(folder)
  })
})

describe('other names', () => {
  test('a local path wins over caches', () => {
    snapshot('home/.cache/huggingface/hub', sha('a'))
    expect(find()).not.toBe(join(root, id))
    const local = model(id)
    expect(find()).toBe(local)
    expect(find(`./${id}/tokenizer.json`)).toBe(join(local, 'tokenizer.json'))
    expect(find(local)).toBe(local)
    const own = model('home', 'mine')
    expect(find('~/mine')).toBe(own)
  })

  test('a local folder without a tokenizer does not hide a cache, but is given where there is nothing better', () => {
    mkdirSync(join(root, id), { recursive: true })
    expect(find()).toBe(join(root, id))
    const cached = snapshot('home/.cache/huggingface/hub', sha('a'))
    expect(find()).toBe(cached)
  })

  test.each(['tiktoken:o200k_base', 'tiktoken:anything', 'gpt-4o', 'o3-mini', 'ft:gpt-4o:mine::x', 'gpt-oss-20b'])(
    '%s is given back',
    name => {
      expect(find(name)).toBe(name)
    },
  )

  test('what is nowhere is told with every place looked at', () => {
    mkdirSync(join(root, 'hub', 'models--some-org--Small.Model-1.5'), { recursive: true })
    let error: unknown
    try {
      find(id, { HF_HUB_CACHE: 'hub' })
    } catch (thrown) {
      error = thrown
    }
    if (!(error instanceof Error) || !('hint' in error)) throw new Error('no UserError')
    expect(`${error.message}\n${error.hint}`.replaceAll(root, 'ROOT').replaceAll(', ', ',\n')).toMatchInlineSnapshot(`
      "No tokenizer "some-org/Small.Model-1.5" was found on this machine (there,
      but without tokenizer.json: ROOT/hub/models--some-org--Small.Model-1.5).
      Looked for ROOT/some-org/Small.Model-1.5,
      ROOT/hub/models--some-org--Small.Model-1.5,
      ROOT/home/.cache/huggingface/hub/models--some-org--Small.Model-1.5,
      ROOT/home/.cache/modelscope/models/some-org/Small___Model-1___5,
      ROOT/home/.cache/modelscope/models/some-org/Small.Model-1.5,
      ROOT/home/.cache/modelscope/some-org/Small___Model-1___5,
      ROOT/home/.cache/modelscope/some-org/Small.Model-1.5,
      ROOT/home/.cache/modelscope/hub/models/some-org/Small___Model-1___5,
      ROOT/home/.cache/modelscope/hub/models/some-org/Small.Model-1.5,
      ROOT/home/.cache/modelscope/hub/some-org/Small___Model-1___5,
      ROOT/home/.cache/modelscope/hub/some-org/Small.Model-1.5. Give a folder with tokenizer.json,
      an encoding (tiktoken:o200k_base),
      or fetch the model's tokenizer first (hf download some-org/Small.Model-1.5 tokenizer.json tokenizer_config.json)."
    `)
  })

  test.each(['/no/such/folder', 'a/b/c', '../up', 'qwen model', ''])('%j is no hub id: only the path is looked at', name => {
    expect(() => findTokenizerFolder(name, {}, '/nowhere')).toThrow('No tokenizer')
  })
})
