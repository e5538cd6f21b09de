import type { Protocol } from '../types.js'
import { decodeEvent } from './decode-event.js'
import { encodeBody } from './encode-body.js'
import { contentOf, messagesOf, withSystem, wordsOf } from './prompt-forms.js'

/** OpenAI's chat completions, and what other services make of them. */
export const chat: Protocol = {
  path: '/chat/completions',
  chat: true,
  decode: decodeEvent,
  encode(request, settings) {
    const messages = messagesOf(request.prompt, settings.systemPrompt)
    return encodeBody(request, settings, {
      field: 'messages',
      value: messages,
      placeholders: { words: wordsOf(request.prompt), messages, content: contentOf(request.prompt) },
      adopt: written => (Array.isArray(written) ? withSystem(written, settings.systemPrompt) : written),
    })
  },
}
