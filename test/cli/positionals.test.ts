import { expect, test } from 'vitest'
import { z } from 'zod'
import { main } from '../../src/cli/main.js'
import type { LoadedVerb, Verb } from '../../src/cli/verbs/types.js'
import { defineRegistry } from '../../src/lib/registry.js'
import { type MemoryIo, memoryIo } from './memory-io.js'

const options = z.strictObject({
  names: z.array(z.string()).default([]).describe('Names').meta({ hint: 'name', commas: true }),
  folder: z.string().optional().describe('Folder').meta({ hint: 'dir' }),
  limit: z.array(z.string()).default([]).describe('Limits').meta({ hint: 'limit', looks: '[<>]' }),
  deep: z.boolean().default(false).describe('All of it'),
})

async function run(
  positionals: string | undefined,
  argv: string[],
  env: Record<string, string> = {},
): Promise<{ code: number; seen: unknown; io: MemoryIo }> {
  let seen: unknown
  const loaded: LoadedVerb<typeof options> = {
    options,
    run: async given => {
      seen = given
      return 0
    },
  }
  const look: Verb = {
    name: 'look',
    summary: 'Look',
    examples: [],
    load: async () => loaded,
    ...(positionals !== undefined && { positionals }),
  }
  const io = memoryIo({ argv: ['look', ...argv], env })
  const code = await main(io, defineRegistry<Verb>()('verb', { look }))
  return { code, seen, io }
}

test('words without a flag are for the option that the verb says, wherever they stand', async () => {
  expect((await run('names', ['a', '--deep', 'b,c', '--', '-d'])).seen).toMatchObject({ names: ['a', 'b', 'c', '-d'], deep: true })
})

test('words behind a list that takes only words of a form are without a flag where they do not look so', async () => {
  expect((await run('names', ['--limit', 'x>1', 'y<2', 'a', 'b'])).seen).toEqual({ names: ['a', 'b'], limit: ['x>1', 'y<2'], deep: false })
  expect((await run('names', ['a', '--limit', 'x>1', 'b', '--limit', 'z>1'])).seen).toMatchObject({
    names: ['a', 'b'],
    limit: ['x>1', 'z>1'],
  })
  expect((await run(undefined, ['--limit', 'x>1', 'a'])).seen).toMatchObject({ names: [], limit: ['x>1', 'a'] })
})

test('an option of one value takes one word, and further ones are told', async () => {
  expect((await run('folder', ['a'])).seen).toMatchObject({ names: [], folder: 'a', deep: false })
  const { code, io } = await run('folder', ['a', 'b'])
  expect(code).toBe(2)
  expect(io.err()).toContain('error: "b": belongs to no flag\n')
})

test('words win over the environment, and the flag still works', async () => {
  expect((await run('names', ['a'], { EVALSCOPE_NAMES: 'z' })).seen).toMatchObject({ names: ['a'] })
  expect((await run('names', [], { EVALSCOPE_NAMES: 'z' })).seen).toMatchObject({ names: ['z'] })
  expect((await run('names', ['--names', 'a'])).seen).toMatchObject({ names: ['a'] })
})

test('flag and word that differ are a contradiction', async () => {
  const { code, io } = await run('folder', ['b', '--folder', 'a'])
  expect(code).toBe(2)
  expect(io.err()).toContain('--folder and <dir>: are one option, and were given different values')
})

test('a verb that says nothing takes no such words', async () => {
  const { code, io } = await run(undefined, ['a'])
  expect(code).toBe(2)
  expect(io.err()).toContain('"a": belongs to no flag')
})

test('help shows them', async () => {
  expect((await run('names', ['--help'])).io.out()).toMatch(/^Usage: evalscope-ts look \[name\.\.\.\] \[options\]\n/)
  expect((await run('folder', ['--help'])).io.out()).toMatch(/^Usage: evalscope-ts look \[dir\] \[options\]\n/)
  expect((await run(undefined, ['--help'])).io.out()).toMatch(/^Usage: evalscope-ts look \[options\]\n/)
})
