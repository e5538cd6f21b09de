import type { ModelRequest, RequestSettings } from '../types.js'
import { isObject, type JsonObject } from './json.js'
import { fillTemplate, mentionsPrompt, type TemplateValues } from './query-template.js'

/** How one protocol sends a prompt. */
export interface PromptForm {
  field: 'messages' | 'prompt'
  /** The whole prompt as the value of that field. */
  value: unknown
  /** What `%p` stands for in a template. */
  placeholders: Omit<TemplateValues, 'model'>
  /** Takes what a template wrote into the field. */
  adopt(written: unknown): unknown
}

/**
 * The body of a request. Later ones win: our defaults, the template, the fields that the user asked for, a complete body of the user's
 * (`kind: 'body'`), and last `extra`, where null removes a field.
 *
 * - The prompt stands in its field; a template that has `%p` anywhere and writes that field itself is taken at its word.
 * - `stream`: a body's own wins; `settings.stream` false wins over a template, true is only a default.
 * - `max_tokens` is the request's bound, under the name (`max_tokens` or `max_completion_tokens`) that the fields use. A template's or a
 *   body's own bound stays, unless the fields have one too, which then wins over the template.
 * - `stream_options.include_usage` is asked for while streaming, and `stream_options` never goes with a plain request.
 */
export function encodeBody(request: ModelRequest, settings: RequestSettings, form: PromptForm): JsonObject {
  const { model, fields, extra } = settings
  const own = request.prompt.kind === 'body' ? request.prompt.body : {}
  const written = isObject(settings.template) ? settings.template : {}
  const template = fillTemplate(written, { ...form.placeholders, model })
  const prompt = request.prompt.kind === 'body' ? {} : { [form.field]: promptValue(written, template, form) }
  const body = {
    model,
    ...prompt,
    stream: settings.stream ? (template.stream ?? true) : false,
    ...without(template, ['stream']),
    ...prompt,
    ...fields,
    ...bound(request.maxTokens, { own, fields, template, extra }),
    ...own,
  }
  return withStreamOptions(withExtra(body, extra), extra)
}

function promptValue(written: JsonObject, template: JsonObject, form: PromptForm): unknown {
  return Object.hasOwn(template, form.field) && mentionsPrompt(written) ? form.adopt(template[form.field]) : form.value
}

/** Who may set a bound of output tokens. */
type Setters = Record<'own' | 'fields' | 'template' | 'extra', JsonObject>

function bound(maxTokens: number | undefined, { own, fields, template, extra }: Setters): JsonObject {
  if (maxTokens === undefined || boundName(own) !== null) return {}
  const name = boundName(fields)
  if (name !== null) return { [name]: maxTokens }
  // The newer name beside the older one is an error at OpenAI.
  const renamed = (extra.max_completion_tokens ?? null) !== null
  return boundName(template) !== null || renamed ? {} : { max_tokens: maxTokens }
}

function boundName(fields: JsonObject): string | null {
  return ['max_completion_tokens', 'max_tokens'].find(name => Object.hasOwn(fields, name)) ?? null
}

function withExtra(body: JsonObject, extra: JsonObject): JsonObject {
  return without(
    { ...body, ...extra },
    Object.keys(extra).filter(name => extra[name] === null),
  )
}

function withStreamOptions(body: JsonObject, extra: JsonObject): JsonObject {
  if (Object.hasOwn(extra, 'stream_options')) return body
  if (body.stream !== true) return without(body, ['stream_options'])
  const asked = isObject(body.stream_options) ? body.stream_options : {}
  return { ...body, stream_options: { include_usage: true, ...asked } }
}

function without(fields: JsonObject, names: string[]): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
}
