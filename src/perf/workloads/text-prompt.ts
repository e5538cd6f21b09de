import type { Prompt } from '../../client/types.js'

/** A text as it is sent: one user message to a chat, itself to plain completions. */
export function textPrompt(text: string, chat: boolean): Prompt {
  return chat ? { kind: 'messages', messages: [{ role: 'user', content: text }] } : { kind: 'text', text }
}
