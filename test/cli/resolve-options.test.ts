import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from './sample-verb.js'

const cwd = mkdtempSync(join(tmpdir(), 'cli-'))

function file(name: string, text: string): string {
  writeFileSync(join(cwd, name), text)
  return name
}

describe('the order of flag, environment, file and default', () => {
  const config = file('order.yaml', 'model: from-file\nshape: open\nrate: 3\n')
  const env = { EVALSCOPE_MODEL: 'from-environment', EVALSCOPE_SHAPE: 'poisson' }

  test('is that, and each source is told', async () => {
    const { options, given, sources } = await run(['load', '--model', 'from-flag', '--config', config], { cwd, env })
    expect(options).toMatchObject({ model: 'from-flag', shape: 'poisson', rate: 3, parallel: [1] })
    expect(given.toSorted()).toEqual(['model', 'rate', 'shape'])
    expect(sources.get('model')).toEqual({ by: 'flag', name: '--model' })
    expect(sources.get('shape')).toEqual({ by: 'environment', name: 'EVALSCOPE_SHAPE' })
    expect(sources.get('rate')).toEqual({ by: 'file', name: 'order.yaml: rate' })
    expect(sources.get('parallel')).toEqual({ by: 'default' })
  })

  test('makes a bad value harmless where a stronger one stands', async () => {
    const weak = file('weak.json', '{"rate": "fast", "extraArgs": "{"}')
    const { code } = await run(['load', '--rate', '1', '--config', weak], { cwd, env: { EVALSCOPE_EXTRA_ARGS: '{}' } })
    expect(code).toBe(0)
  })

  test('counts for --config itself too', async () => {
    const { options } = await run(['load'], { cwd, env: { EVALSCOPE_CONFIG: config } })
    expect(options.rate).toBe(3)
  })
})

test('a variable that names a missing config file is told by its name', async () => {
  const { io } = await run(['load'], { cwd, env: { EVALSCOPE_CONFIG: 'none.yaml' } })
  expect(io.err()).toContain('error: EVALSCOPE_CONFIG: none.yaml cannot be read: no such file or folder')
})

describe('an environment variable', () => {
  const cases: [string, string, string, unknown][] = [
    ['EVALSCOPE_PARALLEL', '1, 2 4', 'parallel', [1, 2, 4]],
    ['EVALSCOPE_PARALLEL', '[1, 2]', 'parallel', [1, 2]],
    ['EVALSCOPE_MAX_TOKENS', '7', 'maxTokens', 7],
    ['EVALSCOPE_STOP', 'a, b', 'stop', ['a, b']],
    ['EVALSCOPE_STOP', '["a", "b"]', 'stop', ['a', 'b']],
    ['EVALSCOPE_STOP', '[END]', 'stop', ['[END]']],
    ['EVALSCOPE_HEADERS', 'a=b c\nd=e', 'headers', { a: 'b c', d: 'e' }],
    ['EVALSCOPE_HEADERS', '{"a": "b"}', 'headers', { a: 'b' }],
    ['EVALSCOPE_STREAM', '0', 'stream', false],
    ['EVALSCOPE_EXTRA_ARGS', '{"a": 1}', 'extraArgs', { a: 1 }],
    ['OPENAI_BASE_URL', 'http://a/v1', 'url', 'http://a/v1'],
  ]

  test.each(cases)('%s=%j gives %s', async (name, text, key, value) => {
    const { options, sources } = await run(['load'], { env: { [name]: text } })
    expect(options[key]).toStrictEqual(value)
    expect(sources.get(key)).toEqual({ by: 'environment', name })
  })

  test('of ours wins over one that others use', async () => {
    const { options } = await run(['load'], { env: { OPENAI_BASE_URL: 'http://a', EVALSCOPE_URL: 'http://b' } })
    expect(options.url).toBe('http://b')
  })

  test('that is empty counts as not set', async () => {
    const { given } = await run(['load'], { env: { EVALSCOPE_PARALLEL: '', OPENAI_BASE_URL: '' } })
    expect(given).toEqual([])
  })

  test('is named where its value is wrong', async () => {
    const { code, io } = await run(['load'], { env: { EVALSCOPE_PARALLEL: 'two' } })
    expect(code).toBe(2)
    expect(io.err()).toContain('error: EVALSCOPE_PARALLEL: must be a whole number, got "two"\n')
  })
})

describe('a config file', () => {
  test('may write keys in camelCase, kebab-case, snake_case or as an alias', async () => {
    const config = file('keys.yaml', 'maxTokens: 5\ntop-p: 0.5\ndry_run: true\nmodel-id: m\nheaders: {a: b}\n')
    const { options } = await run(['load', '--config', config], { cwd })
    expect(options).toMatchObject({ maxTokens: 5, topP: 0.5, dryRun: true, model: 'm', headers: { a: 'b' } })
  })

  test('may give one value to a list, and JSON options as values, text or file', async () => {
    file('extra.json', '{"c": 3}')
    const value = await run(['load', '--config', file('one.json', '{"parallel": 4, "extraArgs": {"a": 1}}')], { cwd })
    expect(value.options).toMatchObject({ parallel: [4], extraArgs: { a: 1 } })
    const text = await run(['load', '--config', file('text.json', String.raw`{"extraArgs": "{\"b\": 2}"}`)], { cwd })
    expect(text.options.extraArgs).toEqual({ b: 2 })
    const path = await run(['load', '--config', file('path.yaml', 'extraArgs: "@extra.json"')], { cwd })
    expect(path.options.extraArgs).toEqual({ c: 3 })
  })

  test('that is empty gives nothing', async () => {
    expect((await run(['load', '--config', file('empty.yaml', '# nothing\n')], { cwd })).given).toEqual([])
  })

  test('is told all that is wrong with it, by file and key', async () => {
    const text =
      'paralel: 1\nrate: fast\nmodel: 7\nheaders: [a]\nshape: {}\nstream: "yes"\nmax_tokens: 1\nmaxTokens: 2\nimage_size: 3\ndebug: true\n'
    const { code, io } = await run(['load', '--config', file('wrong.yaml', text)], { cwd })
    expect(code).toBe(2)
    expect(io.err()).toMatchInlineSnapshot(`
      "error: 8 options need a change:
        wrong.yaml: paralel: unknown option; did you mean parallel?
        wrong.yaml: maxTokens: sets an option that the file has set before
        wrong.yaml: image_size: is not offered: there are no pictures
        wrong.yaml: model: must be text, got 7
        wrong.yaml: headers: must be a set of names with a value each, got ["a"]
        wrong.yaml: rate: must be a number, got "fast"
        wrong.yaml: shape: must be one of closed, open, poisson, got {}
        wrong.yaml: stream: must be true or false, got "yes"
      hint: evalscope-ts load --help lists every option.
      "
    `)
  })

  test.each([
    ['none.yaml', null, 'cannot be read: no such file or folder'],
    ['broken.json', '{"a": ', 'cannot be read: '],
    ['broken.yaml', 'a: [1\nb: }', 'cannot be read: '],
    ['list.yaml', '- a\n', 'must hold options by name'],
    ['twice.yaml', 'rate: 1\nrate: 2\n', 'cannot be read: Map keys must be unique'],
  ])('%s that is no set of options is told so', async (name, text, words) => {
    if (text !== null) file(name, text)
    const { code, io } = await run(['load', '--config', name, '--rate', 'x'], { cwd })
    expect(code).toBe(2)
    expect(io.err()).toContain(`--config: ${name} ${words}`)
    expect(io.err()).toContain('--rate: must be a number')
  })
})
