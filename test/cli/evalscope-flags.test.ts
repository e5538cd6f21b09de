import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { perfForeign } from '../../src/cli/evalscope-flags.js'
import { flagTable } from '../../src/cli/flag-table.js'
import { main } from '../../src/cli/main.js'
import { verbs } from '../../src/cli/verbs/index.js'
import type { LoadedVerb } from '../../src/cli/verbs/types.js'
import { defineRegistry } from '../../src/lib/registry.js'
import { memoryIo } from './memory-io.js'

// Long names of EvalScope's perf flags, from its documentation.
const names = readFileSync(join(import.meta.dirname, 'evalscope-perf-flags.txt'), 'utf8')
  .trim()
  .split('\n')

const { options } = await verbs.get('perf').load()
const flags = flagTable(options)
const ours = flags.flatMap(({ kind, name, aliases }) =>
  [name, ...aliases].flatMap(long => (kind === 'switch' ? [long, `no-${long}`] : [long])),
)

/** Perf's own options and foreign flags, with nothing behind them. */
async function parse(...argv: string[]): Promise<{ code: number; err: string }> {
  const io = memoryIo({ argv: ['perf', ...argv] })
  const loaded: LoadedVerb = { options, run: async () => 0 }
  const registry = defineRegistry<typeof perf>()('verb', { perf: { ...perf, load: async () => loaded } })
  return { code: await main(io, registry), err: io.err() }
}
const perf = verbs.get('perf')

test.each(names)('--%s is either an option or told of, not both', name => {
  const states = [ours.includes(name), perfForeign.flags.some(flag => flag.name === name)]
  expect(states.filter(Boolean)).toHaveLength(1)
})

test('nothing is told of that is no flag of EvalScope', () => {
  expect(perfForeign.flags.map(({ name }) => name).filter(name => !names.includes(name))).toEqual([])
})

describe.each(perfForeign.flags)('--$name', ({ name, takes, effect, reason }) => {
  const words = { nothing: [], value: ['1'], values: ['1', '2'] }[takes]

  test(`is ${effect}, with its reason and its values`, async () => {
    const { code, err } = await parse(`--${name}`, ...words)
    if (effect === 'ignored') expect({ code, err }).toEqual({ code: 0, err: `note: --${name} has no effect: ${reason}.\n` })
    else expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(`error: --${name}: is not offered: ${reason}\n`) })
  })
})

test.each(
  Object.entries(perfForeign.values).flatMap(([flag, reasons]) =>
    Object.entries(reasons).map(([value, reason]) => [flag, value, reason] as const),
  ),
)('--%s %s is refused with the reason', async (flag, value, reason) => {
  expect(flags.find(({ name }) => name === flag)?.choices).not.toContain(value)
  const { code, err } = await parse(`--${flag}`, value)
  expect(code).toBe(2)
  expect(err).toContain(`error: --${flag}: ${value} is not offered: ${reason}\n`)
})

test('a command line with values of every form that EvalScope allows passes', async () => {
  const line =
    '--url http://127.0.0.1:8801/v1/chat/completions --parallel 1 2 4 8 16 32 --number 5 10 20 40 80 160 --model Qwen3-Next-80B-A3B-Instruct ' +
    '--api openai --dataset random --min-prompt-length 1024 --max-prompt-length 1024 --min-tokens 256 --max-tokens 256 ' +
    '--tokenizer-path Qwen/Qwen3-Next-80B-A3B-Instruct --headers a=b c=d --stop x y --stop-token-ids 1 2 --rate -1 --no-timestamp ' +
    '--no-test-connection --no-stream --logprobs --name run --seed 1'
  expect(await parse(...line.split(' '), '--extra-args', '{"ignore_eos": true}')).toEqual({ code: 0, err: '' })
})
