import type { StreamPart, Usage } from '../types.js'
import { errorMessage } from './error-message.js'
import { countOf, isObject, isText, type JsonObject } from './json.js'
import { addMessage, reasoningOf } from './message-parts.js'
import { usageOf } from './usage.js'

/**
 * Parts of one event of a stream (`delta`, or `text` of plain completions) or of one plain reply (`message`), in the forms of OpenAI
 * and of the services that follow it. Parts stand in the order reasoning, content, refusal, tool calls, finish of each choice, then
 * usage, then the error. Never throws; what is not understood is passed over.
 */
export function decodeEvent(event: unknown): StreamPart[] {
  const parts: StreamPart[] = []
  if (!isObject(event)) return parts
  let usage: Usage | null = null
  const choices = Array.isArray(event.choices) ? event.choices : NO_CHOICES
  for (let position = 0; position < choices.length; position++) {
    const choice: unknown = choices[position]
    if (!isObject(choice)) continue
    addChoice(parts, choice, position, event.object !== 'chat.completion')
    usage ??= usageOf(choice.usage)
  }
  usage = usageOf(event.usage) ?? usage ?? (isObject(event.x_groq) ? usageOf(event.x_groq.usage) : null)
  if (usage !== null) parts.push({ type: 'usage', usage })
  const message = errorMessage(event, choices)
  if (message !== null) parts.push({ type: 'error', message })
  return parts
}

const NO_CHOICES: unknown[] = []

function addChoice(parts: StreamPart[], choice: JsonObject, position: number, isChunk: boolean): void {
  const index = countOf(choice.index) ?? position
  const message = messageOf(choice, isChunk)
  if (message === null) addCompletion(parts, index, choice)
  else addMessage(parts, index, message)
  const reason = choice.finish_reason
  if (isText(reason) && reason !== 'null') parts.push({ type: 'finish', choice: index, reason })
}

/**
 * What a choice says. Perplexity sends both: in a stream `delta` is what is new and `message` repeats all before it, in a plain reply
 * `delta` is empty.
 */
function messageOf(choice: JsonObject, isChunk: boolean): JsonObject | null {
  const delta = isObject(choice.delta) ? choice.delta : null
  const message = isObject(choice.message) ? choice.message : null
  return delta !== null && (isChunk || isText(delta.content)) ? delta : (message ?? delta)
}

function addCompletion(parts: StreamPart[], index: number, choice: JsonObject): void {
  const reasoning = reasoningOf(choice)
  if (reasoning !== '') parts.push({ type: 'reasoning', choice: index, text: reasoning })
  if (isText(choice.text)) parts.push({ type: 'content', choice: index, text: choice.text })
}
