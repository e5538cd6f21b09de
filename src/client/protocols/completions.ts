import type { Protocol, RequestSettings } from '../types.js'
import { decodeEvent } from './decode-event.js'
import { encodeBody } from './encode-body.js'
import { contentOf, messagesOf, textOf } from './prompt-forms.js'

/** OpenAI's plain completions: the prompt is one text, without roles. */
export const completions: Protocol = {
  path: '/completions',
  chat: false,
  decode: decodeEvent,
  encode(request, settings) {
    const text = textOf(request.prompt, settings.systemPrompt)
    const messages = messagesOf(request.prompt, settings.systemPrompt)
    return encodeBody(request, withCountedLogprobs(settings), {
      field: 'prompt',
      value: text,
      placeholders: { words: text, messages, content: contentOf(request.prompt) },
      adopt: written => written,
    })
  },
}

/** `logprobs` is a switch in chat completions, and here the number of tokens to list. */
function withCountedLogprobs(settings: RequestSettings): RequestSettings {
  const { logprobs, ...fields } = settings.fields
  if (typeof logprobs !== 'boolean') return settings
  return { ...settings, fields: logprobs ? { ...fields, logprobs: 1 } : fields }
}
