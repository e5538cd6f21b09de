import type { StreamPart } from '../types.js'
import { countOf, isObject, isText, type JsonObject, toJson } from './json.js'

/** Adds the tool calls of a message: `tool_calls`, or the `function_call` that stood before there were several. */
export function addToolCalls(parts: StreamPart[], choice: number, message: JsonObject): void {
  const calls = message.tool_calls
  if (Array.isArray(calls) && calls.length > 0) {
    for (let position = 0; position < calls.length; position++) addToolCall(parts, choice, calls[position], position)
  } else if (isObject(message.function_call)) addToolCall(parts, choice, { function: message.function_call }, 0)
}

/** A plain reply has no `index`; its calls are numbered by their place. */
function addToolCall(parts: StreamPart[], choice: number, call: unknown, position: number): void {
  if (!isObject(call)) return
  const body = isObject(call.function) ? call.function : isObject(call.custom) ? call.custom : null
  const given = body?.arguments ?? body?.input
  const text = isObject(given) ? toJson(given) : given
  const part: Extract<StreamPart, { type: 'toolCall' }> = { type: 'toolCall', choice, index: countOf(call.index) ?? position }
  if (isText(call.id)) part.id = call.id
  if (isText(body?.name)) part.name = body.name
  if (isText(text)) part.arguments = text
  if (part.id !== undefined || part.name !== undefined || part.arguments !== undefined) parts.push(part)
}
