import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { run } from './sample-verb.js'

/** Option and value of each command line. */
const cases: [string, string[], string, unknown][] = [
  ['numbers of a list apart', ['--parallel', '1', '2', '4'], 'parallel', [1, 2, 4]],
  ['numbers of a list with commas', ['--parallel', '1,2,4'], 'parallel', [1, 2, 4]],
  ['numbers of a list with commas and spaces', ['--parallel', '1, 2', '4'], 'parallel', [1, 2, 4]],
  ['a repeated list', ['--parallel', '1', '--dry-run', '--parallel=2,4'], 'parallel', [1, 2, 4]],
  ['a short flag', ['-p', '1', '2'], 'parallel', [1, 2]],
  ['a short flag with its value in one word', ['-p8'], 'parallel', [8]],
  ['a list of choices', ['--shapes', 'open,closed'], 'shapes', ['open', 'closed']],
  ['a negative number', ['--rate', '-1'], 'rate', -1],
  ['a negative number behind =', ['--rate=-1'], 'rate', -1],
  ['negative numbers in a list', ['--pair', '-1', '-2.5'], 'pair', [-1, -2.5]],
  ['an exponent', ['--rate', '1e3'], 'rate', 1000],
  ['a negative exponent', ['--rate', '2.5e-3'], 'rate', 0.0025],
  ['a number that begins with its point', ['--rate', '.5'], 'rate', 0.5],
  ['digits in groups', ['--max-tokens', '1_000'], 'maxTokens', 1000],
  ['one value of a number or list', ['--max-tokens', '5'], 'maxTokens', 5],
  ['two values of a number or list', ['--max-tokens', '5', '9'], 'maxTokens', [5, 9]],
  ['a number or a word: the number', ['--workers', '3'], 'workers', 3],
  ['a number or a word: the word', ['--workers', 'auto'], 'workers', 'auto'],
  ['text that looks like a number', ['--model', '7'], 'model', '7'],
  ['an alias', ['--model-id', 'm'], 'model', 'm'],
  ['an alias and its flag with one value', ['--model-id', 'm', '--model', 'm'], 'model', 'm'],
  ['the last of a repeated single value', ['--model', 'a', '--model', 'b'], 'model', 'b'],
  ['text behind =, with = in it', ['--model=a=b'], 'model', 'a=b'],
  ['text that begins with dashes', ['--model=--x'], 'model', '--x'],
  ['a stop text with a comma', ['--stop', 'a, b', '\n'], 'stop', ['a, b', '\n']],
  ['free text that may be parted', ['--tags', 'a,b', 'c'], 'tags', ['a', 'b', 'c']],
  ['pairs', ['--headers', 'a=b c, d', 'x-y=1=2', 'z='], 'headers', { a: 'b c, d', 'x-y': '1=2', z: '' }],
  ['pairs, repeated', ['--headers', 'a=1', '--headers', 'b=2'], 'headers', { a: '1', b: '2' }],
  ['JSON', ['--extra-args', '{"a": null, "b": [1]}'], 'extraArgs', { a: null, b: [1] }],
  ['a switch', ['--dry-run'], 'dryRun', true],
  ['a switch off', ['--no-stream'], 'stream', false],
  ['a switch off by value', ['--stream=false'], 'stream', false],
  ['a switch on by value', ['--dry-run=yes'], 'dryRun', true],
  ['the last of a switch on and off', ['--no-stream', '--stream'], 'stream', true],
]

describe('a command line', () => {
  test.each(cases)('takes %s', async (_, argv, key, value) => {
    const { code, options, io, given } = await run(['load', ...argv])
    expect(io.err()).toBe('')
    expect(code).toBe(0)
    expect(options[key]).toStrictEqual(value)
    expect(given).toContain(key)
  })

  test('leaves what was not given to the defaults', async () => {
    const { options, given } = await run(['load'])
    expect(given).toEqual([])
    expect(options).toMatchObject({ parallel: [1], shape: 'closed', maxTokens: 2048, stream: true, dryRun: false })
    expect(options).not.toHaveProperty('model')
  })

  test('reads the file of a JSON option from the working folder', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'cli-'))
    writeFileSync(join(cwd, 'extra.json'), '{"ignore_eos": true}')
    const { options } = await run(['load', '--extra-args', '@extra.json'], { cwd })
    expect(options.extraArgs).toEqual({ ignore_eos: true })
  })

  test('takes a flag of EvalScope without effect, its value included, and says so', async () => {
    const { code, io, options } = await run(['load', '--num-workers', '4', '--debug', '--parallel', '2'])
    expect(code).toBe(0)
    expect(options.parallel).toEqual([2])
    expect(io.err()).toMatchInlineSnapshot(`
      "note: --num-workers has no effect: there are none.
      note: --debug has no effect: errors are clear without it.
      "
    `)
  })
})
