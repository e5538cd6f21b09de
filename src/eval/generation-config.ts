import { z } from 'zod'
import { UserError } from '../lib/errors.js'

/** What a generation config comes to: body fields, and how requests are sent. */
export interface Generation {
  /** Under the names of the wire; temperature 0 unless the user said otherwise. */
  fields: Record<string, unknown>
  headers: Record<string, string>
  /** Added to the address. */
  query: Record<string, string>
  /** Answers to each sample; more than one is asked for as repeats. */
  n: number
  stream: boolean | null
  timeoutSeconds: number | null
  retries: number | null
  retryIntervalSeconds: number | null
}

const seconds = z.number().positive()

/** A reply of this form is asked for, as `response_format`. */
const responseSchema = z
  .strictObject({
    name: z.string().min(1),
    json_schema: z.record(z.string(), z.unknown()),
    description: z.string().nullish(),
    strict: z.boolean().nullish(),
  })
  .transform(({ name, json_schema, description, strict }) => ({
    type: 'json_schema',
    json_schema: { name, schema: json_schema, ...(description != null && { description }), ...(strict != null && { strict }) },
  }))

/** Fields of EvalScope's generation config that are not sent as they are; every other one goes into the body under its own name. */
const special = z.looseObject({
  timeout: seconds.nullish(),
  retries: z.int().min(1).nullish(),
  retry_interval: seconds.nullish(),
  stream: z.boolean().nullish(),
  n: z.int().positive().nullish(),
  stop_seqs: z.array(z.string()).nullish(),
  response_schema: responseSchema.nullish(),
  extra_body: z.record(z.string(), z.unknown()).nullish(),
  extra_headers: z.record(z.string(), z.string()).nullish(),
  extra_query: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String)).nullish(),
})

/** Fields for models that EvalScope loads itself, or of its own bookkeeping: a service knows none of them. */
const WITHOUT_EFFECT = [
  'batch_size',
  'do_sample',
  'parallel_tool_calls',
  'reasoning_history',
  'height',
  'width',
  'num_inference_steps',
  'guidance_scale',
  'anthropic_cache_control',
  'anthropic_cache_strategy',
]

/**
 * Reads EvalScope's generation config, merged over `{temperature: 0}` (EvalScope drops that default as soon as any field is given).
 * @param option where the user wrote it
 * @throws UserError that names the field which cannot be read.
 */
export function readGeneration(config: Readonly<Record<string, unknown>>, option = '--generation-config'): Generation {
  const read = special.safeParse(config)
  if (!read.success) {
    const [issue] = read.error.issues
    throw new UserError(
      `${option}: ${issue?.path.join('.')}: ${issue?.message}.`,
      'It takes EvalScope’s fields, as {"max_tokens": 6000, "temperature": 0.7}.',
    )
  }
  const { timeout, retries, retry_interval, stream, n, stop_seqs, response_schema, extra_body, extra_headers, extra_query, ...rest } =
    read.data
  const body = Object.fromEntries(Object.entries(rest).filter(([name, value]) => value !== null && !WITHOUT_EFFECT.includes(name)))
  return {
    fields: {
      temperature: 0,
      ...body,
      ...(stop_seqs && { stop: stop_seqs }),
      ...(response_schema && { response_format: response_schema }),
      ...extra_body,
    },
    headers: extra_headers ?? {},
    query: extra_query ?? {},
    n: n ?? 1,
    stream: stream ?? null,
    timeoutSeconds: timeout ?? null,
    retries: retries ?? null,
    retryIntervalSeconds: retry_interval ?? null,
  }
}

/** The address with the query that a generation config adds to it. */
export function withQuery(url: URL, query: Readonly<Record<string, string>>): URL {
  const added = new URL(url)
  for (const [name, value] of Object.entries(query)) added.searchParams.set(name, value)
  return added
}

/** A config as JSON, or as `name=value,name=value`. */
export const generationConfigOption = z.union([z.record(z.string(), z.unknown()), z.string()]).transform((given, context) => {
  if (typeof given !== 'string') return given
  const pairs = given.split(',').map(pair => pair.split('=').map(part => part.trim()))
  if (pairs.every(([name, ...value]) => name && value.length > 0))
    return Object.fromEntries(pairs.map(([name = '', ...value]) => [name, literal(value.join('='))]))
  context.addIssue({ code: 'custom', message: 'is neither a JSON object nor name=value,name=value' })
  return z.NEVER
})

function literal(text: string): unknown {
  if (/^true$/i.test(text)) return true
  if (/^false$/i.test(text)) return false
  if (/^(none|null)$/i.test(text)) return null
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}
