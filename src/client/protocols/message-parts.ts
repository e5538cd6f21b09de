import type { StreamPart } from '../types.js'
import { isObject, isText, type JsonObject } from './json.js'
import { addToolCalls } from './tool-calls.js'

/** Adds the parts of one `delta` or `message`. */
export function addMessage(parts: StreamPart[], choice: number, message: JsonObject): void {
  let reasoning = reasoningOf(message)
  let content = ''
  let refusal = isText(message.refusal) ? message.refusal : ''
  if (typeof message.content === 'string') content = message.content
  else if (Array.isArray(message.content)) {
    const split = splitContent(message.content)
    content = split.content
    reasoning ||= split.reasoning
    refusal ||= split.refusal
  }
  if (reasoning !== '') parts.push({ type: 'reasoning', choice, text: reasoning })
  if (content !== '') parts.push({ type: 'content', choice, text: content })
  if (refusal !== '') parts.push({ type: 'refusal', choice, text: refusal })
  addToolCalls(parts, choice, message)
}

/**
 * The reasoning text, from the first of `reasoning_content`, `reasoning` and `reasoning_details` that has any: services that send
 * several of them send the same text in each.
 */
export function reasoningOf(message: JsonObject): string {
  if (isText(message.reasoning_content)) return message.reasoning_content
  if (isText(message.reasoning)) return message.reasoning
  return Array.isArray(message.reasoning_details) ? joined(message.reasoning_details) : ''
}

/** Content given as a list: text parts, and the `thinking` parts of Mistral. */
function splitContent(list: unknown[]): { content: string; reasoning: string; refusal: string } {
  const split = { content: '', reasoning: '', refusal: '' }
  for (const part of list) {
    if (typeof part === 'string') split.content += part
    else if (isObject(part)) {
      if (part.type === 'thinking' || part.type === 'reasoning') split.reasoning += thinkingOf(part)
      else if (isText(part.refusal)) split.refusal += part.refusal
      else if (isText(part.text)) split.content += part.text
    }
  }
  return split
}

function thinkingOf(part: JsonObject): string {
  if (isText(part.thinking)) return part.thinking
  if (Array.isArray(part.thinking)) return joined(part.thinking)
  return isText(part.text) ? part.text : ''
}

function joined(details: unknown[]): string {
  let text = ''
  for (const detail of details) {
    if (!isObject(detail)) continue
    if (isText(detail.text)) text += detail.text
    else if (isText(detail.summary)) text += detail.summary
  }
  return text
}
