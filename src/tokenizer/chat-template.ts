import { Template } from '@huggingface/jinja'
import type { ChatMessage } from './types.js'

/** Special tokens by the names that templates know them by (`bos_token` …). */
export type SpecialTokens = Record<string, string>

/** Renders messages with the generation prompt and without tools. Throws whatever the template raises. */
export type ChatTemplate = (messages: readonly ChatMessage[]) => string

/** @throws Error where the source is not Jinja as chat templates use it. */
export function compileChatTemplate(source: string, tokens: SpecialTokens): ChatTemplate {
  const template = new Template(source)
  return messages =>
    template.render({ ...tokens, messages: messages.map(withPlainText), add_generation_prompt: true, tools: null, documents: null })
}

/**
 * Services join the text parts of a message with line ends before a template of a text model sees it.
 * @throws Error for a part that is not text: nobody but the service knows how many tokens an image is.
 */
function withPlainText(message: ChatMessage): ChatMessage {
  if (!Array.isArray(message.content)) return message
  const texts = message.content.map((part: unknown) => {
    if (typeof part === 'string') return part
    if (typeof part === 'object' && part !== null && 'text' in part && typeof part.text === 'string') return part.text
    throw new Error('a message has a part that is not text')
  })
  return { ...message, content: texts.join('\n') }
}
