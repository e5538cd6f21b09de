import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { flagTable } from '../../src/cli/flag-table.js'
import { verbs } from '../../src/cli/verbs/index.js'

const flagOf = (field: z.ZodType) => flagTable(z.strictObject({ someKey: field }))[0]

describe('the flag of a field', () => {
  test('carries all that the schema says', () => {
    const field = z
      .array(z.int())
      .max(3)
      .default([1])
      .describe('counts of things')
      .meta({ group: 'G', short: 's', hint: 'n', aliases: ['other'], env: 'MINE', looks: '^1' })
    expect(flagOf(field)).toEqual({
      key: 'someKey',
      name: 'some-key',
      short: 's',
      aliases: ['other'],
      env: ['EVALSCOPE_SOME_KEY', 'MINE'],
      group: 'G',
      description: 'Counts of things',
      kind: 'list',
      words: ['integer'],
      choices: [],
      hint: 'n',
      bare: false,
      most: 3,
      commas: true,
      looks: '^1',
      secret: false,
      example: null,
      default: [1],
    })
  })

  test.each([
    ['a boolean', z.boolean(), { kind: 'switch' }],
    ['an optional boolean', z.boolean().optional(), { kind: 'switch' }],
    ['a nullable number', z.number().nullable().default(null), { kind: 'single', words: ['number'], default: null }],
    ['a number or a word', z.union([z.int(), z.literal('auto')]), { kind: 'single', words: ['integer', 'text'], choices: ['auto'] }],
    ['a number or text', z.union([z.string(), z.number()]), { kind: 'single', words: ['number', 'text'] }],
    ['numbers to choose from', z.literal([1, 2]), { kind: 'single', words: ['number'], choices: ['1', '2'] }],
    ['a number or several', z.union([z.int(), z.array(z.int()).max(2)]), { kind: 'list', bare: true, most: 2, commas: true }],
    ['a pair', z.tuple([z.int(), z.int()]), { kind: 'list', words: ['integer'], bare: false }],
    ['free texts', z.array(z.string()), { kind: 'list', words: ['text'], commas: false }],
    ['choices', z.array(z.enum(['a', 'b'])), { kind: 'list', choices: ['a', 'b'], commas: true }],
    ['names with texts', z.record(z.string(), z.string()), { kind: 'map', words: ['text'] }],
    ['names with numbers', z.record(z.string(), z.number()), { kind: 'map', words: ['number'] }],
    ['names with anything', z.record(z.string(), z.unknown()), { kind: 'json' }],
    ['an object', z.strictObject({ a: z.int() }), { kind: 'json' }],
    ['a list of objects', z.array(z.strictObject({ a: z.int() })), { kind: 'json' }],
    ['anything, marked as JSON', z.unknown().meta({ json: true }), { kind: 'json', hint: 'json' }],
    ['a transformed text', z.string().transform(Number), { kind: 'single', words: ['text'] }],
  ])('is right for %s', (_, field, expected) => {
    expect(flagOf(field)).toMatchObject(expected)
  })

  test('is refused where two fields claim one name', () => {
    const schema = z.strictObject({ first: z.string(), second: z.string().meta({ aliases: ['first'] }) })
    expect(() => flagTable(schema)).toThrow('Options first and second both claim the flag "first".')
  })
})

describe.each(Object.values(verbs.parts))('the verb $name', verb => {
  test('describes every option under a heading, and claims no name of the engine', async () => {
    const flags = flagTable((await verb.load()).options)
    expect(flags.length).toBeGreaterThan(0)
    expect(flags.filter(({ description, group }) => description === '' || group === 'Options').map(({ key }) => key)).toEqual([])
    expect(flags.flatMap(({ name, aliases }) => [name, ...aliases]).filter(name => ['config', 'help'].includes(name))).toEqual([])
  })

  test('has a summary and examples that begin with it', () => {
    expect(verb.summary).not.toBe('')
    for (const example of verb.examples) expect(example).toMatch(new RegExp(`^evalscope-ts ${verb.name}( |$)`))
  })
})
