import type { Message, Prompt } from '../types.js'
import { isObject, isText, type JsonObject } from './json.js'

/** The prompt as a list of messages; text becomes one message of the user. */
export function messagesOf(prompt: Prompt, systemPrompt: string | null): unknown[] {
  const asked = asksOf(prompt)
  return withSystem(asked.kind === 'messages' ? asked.messages : [{ role: 'user', content: asked.text }], systemPrompt)
}

/**
 * The prompt as plain text for a protocol without messages. Messages become a transcript: `role: text` for each, a blank line
 * between, and `assistant:` at its end unless the last message is the assistant's own, which is then continued. The system prompt is
 * the first of the messages, or stands before a text with a blank line between.
 */
export function textOf(prompt: Prompt, systemPrompt: string | null): string {
  const asked = asksOf(prompt)
  if (asked.kind === 'text') return systemPrompt === null ? asked.text : `${systemPrompt}\n\n${asked.text}`
  const messages = withSystem(asked.messages, systemPrompt)
  const last = messages.at(-1)
  const continued = isObject(last) && last.role === 'assistant'
  return continued ? transcript(messages) : [transcript(messages), 'assistant:'].filter(isText).join('\n\n')
}

/** The words of the prompt alone, to stand inside another text. */
export function wordsOf(prompt: Prompt): string {
  const asked = asksOf(prompt)
  if (asked.kind === 'text') return asked.text
  const [only, ...others] = asked.messages
  return only !== undefined && others.length === 0 ? contentText(only.content) : transcript(asked.messages)
}

/** What stands for the prompt as the content of one message: the content of an only message with its images, else its words. */
export function contentOf(prompt: Prompt): unknown {
  const asked = asksOf(prompt)
  if (asked.kind === 'text') return asked.text
  const [only, ...others] = asked.messages
  return only !== undefined && others.length === 0 ? only.content : transcript(asked.messages)
}

/** The system prompt as the first message; one that stands there already gives way, since models take a single one. */
export function withSystem(messages: readonly unknown[], systemPrompt: string | null): unknown[] {
  if (systemPrompt === null) return [...messages]
  const first = messages[0]
  const replaced = isObject(first) && (first.role === 'system' || first.role === 'developer')
  const role = replaced ? first.role : 'system'
  return [{ role, content: systemPrompt }, ...messages.slice(replaced ? 1 : 0)]
}

type Asked = Exclude<Prompt, { kind: 'body' }>

/** What a complete body asks, for a template that wants its words. */
function asksOf(prompt: Prompt): Asked {
  if (prompt.kind !== 'body') return prompt
  const { messages, prompt: text } = prompt.body
  if (Array.isArray(messages)) return { kind: 'messages', messages: messages.filter(isMessage) }
  return { kind: 'text', text: isText(text) ? text : '' }
}

const isMessage = (value: unknown): value is Message => isObject(value) && typeof value.role === 'string'

function transcript(messages: readonly unknown[]): string {
  return messages
    .filter(isMessage)
    .map(({ role, content }) => `${role}: ${contentText(content)}`)
    .join('\n\n')
}

function contentText(content: unknown): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content
    .filter((part): part is JsonObject & { text: string } => isObject(part) && isText(part.text))
    .map(part => part.text)
    .join('\n')
}
