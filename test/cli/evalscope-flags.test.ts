import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { flagTable } from '../../src/cli/flag-table.js'
import { noForeignFlags } from '../../src/cli/foreign-flags.js'
import { main } from '../../src/cli/main.js'
import { verbs } from '../../src/cli/verbs/index.js'
import type { LoadedVerb } from '../../src/cli/verbs/types.js'
import { defineRegistry } from '../../src/lib/registry.js'
import { memoryIo } from './memory-io.js'

// Names of EvalScope's flags, from its documentation; eval's are those of its TaskConfig too.
const lines = {
  perf: [
    ...'--url http://127.0.0.1:8801/v1/chat/completions --parallel 1 2 4 8 16 32 --number 5 10 20 40 80 160'.split(' '),
    ...'--model Qwen3-Next-80B-A3B-Instruct --api openai --dataset random --min-prompt-length 1024 --max-prompt-length 1024'.split(' '),
    ...'--min-tokens 256 --max-tokens 256 --tokenizer-path Qwen/Qwen3-Next-80B-A3B-Instruct --headers a=b c=d --stop x y'.split(' '),
    ...'--stop-token-ids 1 2 --rate -1 --no-timestamp --no-test-connection --no-stream --logprobs --name run --seed 1'.split(' '),
    ...['--extra-args', '{"ignore_eos": true}'],
  ],
  eval: [
    ...'--model Qwen3-Next-80B-A3B-Instruct --api-url http://127.0.0.1:8801/v1/chat/completions --api-key EMPTY'.split(' '),
    ...'--datasets mmlu_pro mmlu_redux ceval iquiz math_500 aime24 aime25 gpqa_diamond gsm8k --limit 0.5 --repeats 2'.split(' '),
    ...['--dataset-args', '{"gsm8k": {"few_shot_num": 0}}', '--dataset-hub', 'huggingface', '--eval-batch-size', '32', '--stream'],
    ...['--generation-config', '{"max_tokens":6000,"temperature":0.7,"top_p":0.8,"top_k":20}', '--timeout', '60000', '--seed', '1'],
    ...'--model-id mine --work-dir out --no-timestamp --use-cache out/run --rerun-review --ignore-errors --judge {"strategy":"auto"}'.split(
      ' ',
    ),
  ],
}

describe.each(Object.entries(lines))('%s', (verbName, line) => {
  const names = readFileSync(join(import.meta.dirname, `evalscope-${verbName}-flags.txt`), 'utf8')
    .trim()
    .split('\n')
  const verb = Object.values(verbs.parts).find(({ name }) => name === verbName) ?? verbs.get('perf')
  const foreign = verb.foreign ?? noForeignFlags

  async function ours(): Promise<string[]> {
    const flags = flagTable((await verb.load()).options)
    return flags.flatMap(({ kind, name, aliases }) =>
      [name, ...aliases].flatMap(long => (kind === 'switch' ? [long, `no-${long}`] : [long])),
    )
  }

  /** The verb's own options and foreign flags, with nothing behind them. */
  async function parse(...argv: string[]): Promise<{ code: number; err: string }> {
    const io = memoryIo({ argv: [verbName, ...argv] })
    const { options } = await verb.load()
    const loaded: LoadedVerb = { options, run: async () => 0 }
    const registry = defineRegistry<typeof verb>()('verb', { [verbName]: { ...verb, load: async () => loaded } })
    return { code: await main(io, registry), err: io.err() }
  }
  const base = verbName === 'eval' ? ['--datasets', 'demo'] : []

  test.each(names)('--%s is either an option or told of, not both', async name => {
    const states = [(await ours()).includes(name), foreign.flags.some(flag => flag.name === name || `no-${flag.name}` === name)]
    expect(states.filter(Boolean)).toHaveLength(1)
  })

  test('nothing is told of that is no flag of EvalScope', () => {
    expect(foreign.flags.map(({ name }) => name).filter(name => !names.includes(name))).toEqual([])
  })

  describe.each(foreign.flags)('--$name', ({ name, takes, effect, reason }) => {
    const words = { nothing: [], value: ['1'], values: ['1', '2'] }[takes]

    test(`is ${effect}, with its reason and its values`, async () => {
      const { code, err } = await parse(...base, `--${name}`, ...words)
      if (effect === 'ignored') expect({ code, err }).toEqual({ code: 0, err: `note: --${name} has no effect: ${reason}.\n` })
      else expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`error: --${name}: is not offered: ${reason}\n`) })
    })
  })

  test.each(
    Object.entries(foreign.values).flatMap(([flag, reasons]) =>
      Object.entries(reasons).map(([value, reason]) => [flag, value, reason] as const),
    ),
  )('--%s %s is refused with the reason', async (flag, value, reason) => {
    const { options } = await verb.load()
    expect(flagTable(options).find(({ name }) => name === flag)?.choices).not.toContain(value)
    const { code, err } = await parse(...base, `--${flag}`, value)
    expect(code).toBe(2)
    expect(err).toContain(`error: --${flag}: ${value} is not offered: ${reason}\n`)
  })

  test('a command line with values of every form that EvalScope allows passes', async () => {
    expect(await parse(...line)).toEqual({ code: 0, err: '' })
  })
})
