import { messagesOf, textOf } from '../../client/protocols/prompt-forms.js'
import type { Message, Prompt } from '../../client/types.js'

/** What of a prompt can be measured. */
export type PromptParts = { kind: 'messages'; messages: Message[] } | { kind: 'text'; text: string } | { kind: 'unknown' }

/** The prompt as the client sends it; into a complete body it puts no system prompt. */
export function partsOf(prompt: Prompt, chat: boolean, systemPrompt: string | null): PromptParts {
  if (prompt.kind === 'body') return bodyParts(prompt.body)
  if (prompt.kind === 'text' || !chat) return { kind: 'text', text: textOf(prompt, systemPrompt) }
  const messages = messagesOf(prompt, systemPrompt)
  return isMessages(messages) ? { kind: 'messages', messages } : { kind: 'unknown' }
}

/** The texts in it; null where it holds anything else, such as images. */
export function textsOf(parts: PromptParts): string[] | null {
  if (parts.kind === 'text') return [parts.text]
  if (parts.kind === 'unknown') return null
  const texts = parts.messages.map(({ content }) => content)
  return texts.every(text => typeof text === 'string') ? texts : null
}

/** A list of one or more messages, each with a role. */
export function isMessages(value: unknown): value is Message[] {
  return Array.isArray(value) && value.length > 0 && value.every(isMessage)
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'role' in value && typeof value.role === 'string'
}

function bodyParts({ messages, prompt }: Record<string, unknown>): PromptParts {
  if (isMessages(messages)) return { kind: 'messages', messages }
  return typeof prompt === 'string' ? { kind: 'text', text: prompt } : { kind: 'unknown' }
}
