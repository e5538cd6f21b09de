import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { here, json, perf, perfRuns, serve } from './perf-runs.js'

perfRuns()

describe('bad input is told before anything is sent', () => {
  test.each([
    [['--parallel', '0'], /--parallel/],
    [['--extra-args', '{broken'], /--extra-args/],
    [['--url', 'ftp://x'], /ftp/],
    [['--dataset', 'random'], /tokenizer/],
    [['--dataset', 'random', '--tokenizer-path', 'nowhere'], /nowhere/],
    [['--dataset-path', 'missing.jsonl'], /missing\.jsonl/],
    [['--dataset-path', 'empty.jsonl'], /empty\.jsonl/],
    [['--outputs-dir', 'a-file/below'], /a-file/],
    [['--threshold', 'ttf.p99<5ms'], /ttft/],
    [['--ca-file', 'none.pem', '--url', '127.0.0.1:1'], /none\.pem/],
    [['--paralel', '1'], /--parallel/],
  ])('%j', async (argv, words) => {
    writeFileSync(here('empty.jsonl'), '')
    writeFileSync(here('a-file'), '')
    const { code, err } = await perf(argv)
    expect(code).toBe(2)
    expect(err).toMatch(words)
    expect(err).toMatch(/^error: /m)
    expect(err).not.toMatch(/\n {4}at /)
  })

  test('what a limit does not say is told with everything else', async () => {
    const { code, err } = await perf(['--threshold', 'ttft<500', '--goodput', 'success>1', '--query-template', '[1]', '--parallel', '0'])
    expect(code).toBe(2)
    expect(err).toMatch(/^error: 4 options need a change:\n/)
    expect(err).toMatch(/--threshold: .*needs a unit/)
    expect(err).toMatch(/--goodput: .*not about a single request/)
    expect(err).toMatch(/--query-template: must be a JSON object, got \[1\]/)
  })

  test('messages for an address of plain completions are refused', async () => {
    const { url } = await serve()
    const { code, err } = await perf(['--url', `${url}/v1/completions`, '--model', 'm', '--apply-chat-template'])
    expect([code, err]).toEqual([2, expect.stringMatching(/^error: --apply-chat-template .*\nhint: .*chat\/completions/)])
  })

  test('a configuration that holds itself is told in two lines', async () => {
    writeFileSync(here('loop.yaml'), 'extra_args: &all {more: *all}')
    const { code, err } = await perf(['--config', 'loop.yaml'])
    expect([code, err]).toEqual([2, expect.stringMatching(/^error: --config: loop\.yaml cannot be read: .*\nhint: /)])
  })

  test.each([
    [['--headers', 'Authorization Bearer sk-hidden-1']],
    [['--extra-args', '{"api_key": "sk-hidden-1" "x"}']],
    [['--url', 'http://me:sk-hidden-1@host:99999']],
    [['--api-key', 'sk-hidden-1\u0007']],
  ])('%j is told without the secret in it', async argv => {
    const { code, err } = await perf(argv)
    expect(code).toBe(2)
    expect(err).not.toContain('hidden')
  })

  test('an existing run is not written over', async () => {
    const { url } = await serve()
    const run = () => perf(['--url', url, '--number', '1'])
    expect((await run()).code).toBe(0)
    expect((await run()).code).toBe(2)
  })

  test('a dry run prints the plan and the first body, and sends nothing', async () => {
    const { url, bodies, headers } = await serve()
    mkdirSync(here('x'))
    const { code, out } = await perf([
      '--url',
      url,
      '--model',
      'm',
      '--dry-run',
      '--prompt',
      'Say hi',
      '--parallel',
      '1',
      '2',
      '--api-key',
      'sk-0123456789',
    ])
    expect(code).toBe(0)
    const { plan, optionsFrom } = JSON.parse(out)
    expect(plan).toMatchObject({
      model: 'm',
      requests: 30,
      firstBody: { model: 'm', max_tokens: 2048, messages: [{ role: 'user', content: 'Say hi' }] },
    })
    expect(optionsFrom.parallel).toBe('flag --parallel')
    expect(out).not.toContain('sk-0123456789')
    expect([bodies, headers]).toEqual([[], []])
    expect(readdirSync(here())).toEqual(['x'])
  })
})

describe('files that cannot be written', () => {
  test('do not cost the measurements: the result is printed, and exit 2 tells', async () => {
    const inTheWay = here('outputs', 'only-model', 'report.json', 'x')
    const { url } = await serve({ intercept: index => index === 1 && mkdirSync(inTheWay, { recursive: true }) !== undefined && false })
    const { code, out, err } = await perf(['--url', url, '--parallel', '1', '2', '--number', '2'])
    expect(code).toBe(2)
    expect(out).toContain('Performance overview')
    expect(err).toMatch(/error: Cannot write .*report\.json: .*\nhint: .*\n$/)
    expect(json('only-model', 'config.json')).toMatchObject({ status: 'done' })
    expect(readdirSync(here('outputs', 'only-model'))).not.toContain('run.lock')
    expect(readdirSync(here('outputs', 'only-model'))).toContain('perf_report.html')
  })
})
