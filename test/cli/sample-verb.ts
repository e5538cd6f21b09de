import { z } from 'zod'
import type { ForeignFlags } from '../../src/cli/foreign-flags.js'
import { main } from '../../src/cli/main.js'
import type { Source } from '../../src/cli/settings.js'
import type { LoadedVerb, Verb } from '../../src/cli/verbs/types.js'
import { UserError } from '../../src/lib/errors.js'
import { defineRegistry } from '../../src/lib/registry.js'
import { type MemoryIo, memoryIo } from './memory-io.js'

const load = { group: 'Load' }

/** One option of every form. */
export const sampleOptions = z
  .strictObject({
    model: z
      .string()
      .min(1)
      .optional()
      .describe('Name of the model')
      .meta({ group: 'Service', short: 'm', hint: 'name', aliases: ['model-id'] }),
    url: z.url().optional().describe('address of the service').meta({ group: 'Service', env: 'OPENAI_BASE_URL', hint: 'url' }),
    apiKey: z.string().min(8).optional().describe('Key').meta({ group: 'Service', secret: true }),
    headers: z.record(z.string(), z.string()).default({}).describe('Request headers').meta({ group: 'Service' }),
    parallel: z
      .array(z.int().positive())
      .min(1)
      .default([1])
      .describe('Requests in flight')
      .meta({ ...load, short: 'p', hint: 'n' }),
    number: z
      .array(z.int().positive())
      .optional()
      .describe('Requests of each point')
      .meta({ ...load, short: 'n' }),
    rate: z.number().optional().describe('Requests a second; -1 is unpaced').meta(load),
    shape: z.enum(['closed', 'open', 'poisson']).default('closed').describe('How requests are spaced').meta(load),
    shapes: z
      .array(z.enum(['closed', 'open', 'poisson']))
      .default([])
      .describe('Several of them')
      .meta(load),
    workers: z
      .union([z.int().min(1), z.literal('auto')])
      .default('auto')
      .describe('Threads')
      .meta(load),
    maxTokens: z
      .union([z.int().positive(), z.array(z.int().positive()).min(1).max(2)])
      .default(2048)
      .describe('Most output tokens')
      .meta({ hint: 'tokens' }),
    stop: z.array(z.string()).optional().describe('Texts that end an answer').meta({ hint: 'text' }),
    tags: z.array(z.string()).default([]).describe('Words').meta({ commas: true, example: 'a,b' }),
    stream: z.boolean().default(true).describe('Receive a stream'),
    dryRun: z.boolean().default(false).describe('Send nothing'),
    topP: z.number().gt(0).max(1).optional().describe('Share of probability'),
    threshold: z
      .array(z.string().regex(/^\S+[<>]=?\S+$/, 'must look like ttft.p99<500ms'))
      .default([])
      .describe('Limits'),
    extraArgs: z.record(z.string(), z.unknown()).optional().describe('Further body fields').meta({ json: true }),
    pair: z.tuple([z.number(), z.number()]).optional().describe('Two numbers'),
  })
  .superRefine(({ parallel, number }, context) => {
    if (number && number.length > 1 && number.length !== parallel.length) {
      context.addIssue({ code: 'custom', path: ['number'], message: `has ${number.length} values for ${parallel.length} of --parallel` })
    }
  })

const foreign: ForeignFlags = {
  flags: [
    { name: 'debug', takes: 'nothing', effect: 'ignored', reason: 'errors are clear without it' },
    { name: 'num-workers', takes: 'value', effect: 'ignored', reason: 'there are none' },
    { name: 'image-size', takes: 'values', effect: 'refused', reason: 'there are no pictures' },
  ],
  values: { shape: { ramp: 'loads do not grow yet' } },
}

export interface Ran {
  code: number
  options: Record<string, unknown>
  given: string[]
  sources: Map<string, Source>
  io: MemoryIo
}

/** Runs `main` with the sample verb `load`, or with `break`, `fail`, which throw. */
export async function run(
  argv: string[],
  surroundings: { env?: Record<string, string>; cwd?: string; columns?: number } = {},
): Promise<Ran> {
  const ran: Omit<Ran, 'code' | 'io'> = { options: {}, given: [], sources: new Map() }
  const io = memoryIo({ argv, ...surroundings })
  const keep: LoadedVerb<typeof sampleOptions> = {
    options: sampleOptions,
    async run(options, _io, given, sources) {
      ran.options = options
      ran.given = [...given]
      ran.sources = new Map(sources)
      return 0
    },
  }
  const verbs = defineRegistry<Verb>()('verb', {
    load: verb('load', async () => keep, foreign),
    break: verb('break', failing(new Error('a plank is loose'))),
    fail: verb('fail', failing(new UserError('The folder out is not writable.', 'Choose another with --outputs-dir.'))),
  })
  return { code: await main(io, verbs), ...ran, io }
}

function verb(name: string, load: Verb['load'], foreign?: ForeignFlags): Verb {
  return { name, summary: `The verb ${name}`, examples: [`evalscope-ts ${name} --parallel 1 2 4`], load, ...(foreign && { foreign }) }
}

function failing(error: Error): Verb['load'] {
  return async () => ({
    options: z.strictObject({}),
    run: async () => {
      throw error
    },
  })
}
