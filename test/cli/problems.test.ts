import { describe, expect, test } from 'vitest'
import { run } from './sample-verb.js'

/** What a wrong command line is told, as one line. */
const cases: [string[], string][] = [
  [['--parallel', '0'], '--parallel: must be at least 1, got 0'],
  [['--parallel', '1', 'x', '4'], '--parallel: must be a whole number, got "x"'],
  [['--parallel', '1.5'], '--parallel: must be a whole number, got 1.5'],
  [['--parallel', '1e'], '--parallel: must be a whole number, got "1e"'],
  [['--parallel', ''], '--parallel: must be a whole number, got ""'],
  [['--parallel', '0x10'], '--parallel: must be a whole number, got "0x10"'],
  [['--parallel'], '--parallel: needs a value'],
  [['--model', '--dry-run'], '--model: needs a value (one that begins with a dash is written --model=-…)'],
  [['--model', ''], '--model: must not be empty, got ""'],
  [['--rate', 'fast'], '--rate: must be a number, got "fast"'],
  [['--rate', '1e999'], '--rate: must be a finite number, got Infinity'],
  [['--top-p', '0'], '--top-p: must be above 0, got 0'],
  [['--top-p', '1.5'], '--top-p: must be at most 1, got 1.5'],
  [['--url', 'localhost'], '--url: must be a web address such as http://127.0.0.1:8000/v1, got "localhost"'],
  [['--shape', 'clsed'], '--shape: must be one of closed, open, poisson (did you mean closed?), got "clsed"'],
  [['--shape'], '--shape: needs a value: closed, open, poisson'],
  [['--shape', 'ramp'], '--shape: ramp is not offered: loads do not grow yet'],
  [['--shape', 'constructor'], '--shape: must be one of closed, open, poisson, got "constructor"'],
  [['--shapes', 'open,opne'], '--shapes: must be one of closed, open, poisson (did you mean open?), got "opne"'],
  [['--workers', 'aut'], '--workers: must be a whole number or auto (did you mean auto?), got "aut"'],
  [['--workers', '0'], '--workers: must be at least 1, got 0'],
  [['--max-tokens', '1', '2', '3'], '--max-tokens: takes at most 2 values, got [1,2,3]'],
  [['--max-tokens', '5', '0'], '--max-tokens: must be at least 1, got 0'],
  [['--max-tokens', 'many'], '--max-tokens: must be a whole number, got "many"'],
  [['--pair', '1'], '--pair: needs at least 2 values, got [1]'],
  [['--headers', 'a'], '--headers: wants name=value, got "a"'],
  [['--extra-args', '[1]'], '--extra-args: must be an object, got [1]'],
  [['--threshold', 'fast'], '--threshold: must look like ttft.p99<500ms, got "fast"'],
  [['--stream=maybe'], '--stream: must be true or false, got "maybe"'],
  [['--api-key', 'secret'], '--api-key: must have at least 8 characters'],
  [['--modle', 'x'], '--modle: unknown flag; did you mean --model?'],
  [['--modle=x'], '--modle: unknown flag; did you mean --model?'],
  [['--no-straem'], '--no-straem: unknown flag; did you mean --no-stream?'],
  [['--something-else'], '--something-else: unknown flag'],
  [['-q'], '-q: unknown flag'],
  [['--dry-run', 'now'], '"now": belongs to no flag'],
  [['--', '--model'], '"--model": belongs to no flag'],
  [['--model', 'a', '--model-id', 'b'], '--model and --model-id: are one option, and were given different values'],
  [['--number', '1', '2'], '--number: has 2 values for 1 of --parallel'],
  [['--image-size', '1', '2'], '--image-size: is not offered: there are no pictures'],
]

describe('a wrong command line', () => {
  test.each(cases)('%j is told so', async (argv, line) => {
    const { code, io } = await run(['load', ...argv])
    expect(io.err()).toBe(`error: ${line}\nhint: evalscope-ts load --help lists every option.\n`)
    expect(code).toBe(2)
    expect(io.out()).toBe('')
  })

  test('of broken JSON is told what is broken', async () => {
    const { io } = await run(['load', '--extra-args', '{"a": 1'])
    expect(io.err()).toMatch(/^error: --extra-args: is not valid JSON: .+\nhint: .+\n$/)
  })

  test('of a missing JSON file is told which', async () => {
    const { io } = await run(['load', '--extra-args', '@none.json'], { cwd: '/nowhere' })
    expect(io.err()).toContain('--extra-args: cannot read /nowhere/none.json as JSON: ')
  })

  test('is told everything at once', async () => {
    const argv = ['--modle', 'x', '--parallel', '0', '--rate', 'fast', '--shape', 'opn', '--headers', 'a', '--number', '--threshold', 'p']
    const { code, io } = await run(['load', ...argv], { env: { EVALSCOPE_TOP_P: '7' } })
    expect(code).toBe(2)
    expect(io.err()).toMatchInlineSnapshot(`
      "error: 8 options need a change:
        --modle: unknown flag; did you mean --model?
        --headers: wants name=value, got "a"
        --number: needs a value
        --parallel: must be at least 1, got 0
        --rate: must be a number, got "fast"
        --shape: must be one of closed, open, poisson (did you mean open?), got "opn"
        EVALSCOPE_TOP_P: must be at most 1, got 7
        --threshold: must look like ttft.p99<500ms, got "p"
      hint: evalscope-ts load --help lists every option.
      "
    `)
  })
})
