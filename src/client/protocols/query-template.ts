import { isObject, type JsonObject } from './json.js'

/** What stands for the placeholders. */
export interface TemplateValues {
  model: string
  /** For a `%p` inside a longer text, or alone in any other field. */
  words: string
  /** For a `%p` alone in `messages`. */
  messages: unknown[]
  /** For a `%p` alone in `content`. */
  content: unknown
}

/** True where `%p` stands in any text of the template. */
export function mentionsPrompt(template: unknown): boolean {
  if (typeof template === 'string') return template.includes('%p')
  if (Array.isArray(template)) return template.some(mentionsPrompt)
  return isObject(template) && Object.values(template).some(mentionsPrompt)
}

/** The template with `%m` and `%p` filled in, in one pass: placeholders inside the prompt stay as they are. */
export function fillTemplate(template: JsonObject, values: TemplateValues): JsonObject {
  return Object.fromEntries(Object.entries(template).map(([key, value]) => [key, fill(value, key, values)]))
}

function fill(value: unknown, key: string, values: TemplateValues): unknown {
  if (typeof value === 'string') return fillText(value, key, values)
  if (Array.isArray(value)) return value.map(item => fill(item, key, values))
  return isObject(value) ? fillTemplate(value, values) : value
}

function fillText(text: string, key: string, values: TemplateValues): unknown {
  if (text === '%p' && key === 'messages') return values.messages
  if (text === '%p' && key === 'content') return values.content
  return text.replace(/%[mp]/g, placeholder => (placeholder === '%m' ? values.model : values.words))
}
