import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { generationOptions, toFields } from '../../src/client/generation-options.js'

const parse = (given: object) => generationOptions.parse(given)
const problem = (given: object) => generationOptions.safeParse(given).error?.issues[0]?.path

describe('generation options', () => {
  test('send nothing of their own accord', () => {
    expect(toFields(parse({}))).toEqual({})
    expect(parse({})).toEqual({ maxTokens: [2048], stream: true })
  })

  test('go under their names on the wire', () => {
    const given = {
      temperature: 0,
      topP: 0.9,
      topK: 20,
      minP: 0.05,
      seed: 7,
      stop: ['\n\n'],
      stopTokenIds: [151643],
      frequencyPenalty: 0.5,
      presencePenalty: -0.5,
      repetitionPenalty: 1.1,
      logprobs: false,
      nChoices: 2,
      minTokens: 0,
    }
    expect(toFields(parse(given))).toEqual({
      temperature: 0,
      top_p: 0.9,
      top_k: 20,
      min_p: 0.05,
      seed: 7,
      stop: ['\n\n'],
      stop_token_ids: [151643],
      frequency_penalty: 0.5,
      presence_penalty: -0.5,
      repetition_penalty: 1.1,
      logprobs: false,
      n: 2,
      min_tokens: 0,
    })
  })

  test('take one bound of tokens or a range', () => {
    expect(parse({ maxTokens: [64, 128] }).maxTokens).toEqual([64, 128])
    for (const maxTokens of [[], [0], [1.5], [128, 64], [1, 2, 3]]) expect(problem({ maxTokens }), `${maxTokens}`).toContain('maxTokens')
  })

  test('take a template as an object or as JSON text', () => {
    expect(parse({ queryTemplate: { model: '%m' } }).queryTemplate).toEqual({ model: '%m' })
    expect(parse({ queryTemplate: '{"model": "%m"}' }).queryTemplate).toEqual({ model: '%m' })
    for (const queryTemplate of ['{"model":', '[1]', 'null', 5]) expect(problem({ queryTemplate })).toEqual(['queryTemplate'])
  })

  test.each([
    { topP: 1.1 },
    { temperature: -1 },
    { topK: -2 },
    { repetitionPenalty: 0 },
    { stopTokenIds: ['5'] },
    { nChoices: 0 },
    { extraArgs: [] },
    { unknown: 1 },
  ])('refuse %j', given => {
    expect(generationOptions.safeParse(given).success).toBe(false)
  })

  test('each have a description, a group and, where they take a value, a hint', () => {
    const schema = z.toJSONSchema(generationOptions, { io: 'input' })
    for (const [name, field] of Object.entries(schema.properties ?? {})) {
      expect(field, name).toMatchObject({ description: expect.stringMatching(/^[A-Z].*[^.]$/), group: 'Generation' })
      if (typeof field === 'object' && field.type !== 'boolean') expect(field, name).toHaveProperty('hint')
    }
  })
})
