import { serverError } from './api-error.js'
import type { SimulatorOptions } from './options.js'
import type { PlannedEvent } from './planned-event.js'
import type { SimulatedRequest } from './read-request.js'

/** What all events of a reply have in common. */
export interface ReplyIdentity {
  id: string
  /** Seconds since 1970. */
  created: number
}

export interface TokenCounts {
  prompt: number
  output: number
  reasoning: number
}

/** Turns the events of one stream into server-sent events, ASCII only, so that a letter is a byte. */
export type WireForm = (event: PlannedEvent, counts: TokenCounts) => string

/** Events as OpenAI's chat and completion streams have them; what never changes in a stream is encoded once. */
export function wireForm(identity: ReplyIdentity, request: SimulatedRequest, options: SimulatorOptions): WireForm {
  const object = request.endpoint === 'chat' ? 'chat.completion.chunk' : 'text_completion'
  const head = `data: {"id":${ascii(identity.id)},"object":"${object}","created":${identity.created},"model":${ascii(request.model)},"choices":[`
  const noUsage = request.includeUsage ? ',"usage":null' : ''
  const delta = request.endpoint === 'chat' ? chatDelta(identity.id, request.toolName, options.reasoningField) : completionText
  const tail = `]${noUsage}}\n\n`
  return (event, counts) => {
    switch (event.kind) {
      case 'done':
        return 'data: [DONE]\n\n'
      case 'error':
        return `data: ${JSON.stringify(serverError().body)}\n\n`
      case 'usage':
        return `${head}],"usage":${JSON.stringify(usage(counts))}}\n\n`
      default: {
        const finish = event.finish === null ? 'null' : `"${event.finish}"`
        return `${head}{"index":${event.choice},${delta(event)},"logprobs":null,"finish_reason":${finish}}${tail}`
      }
    }
  }
}

export function usage({ prompt, output, reasoning }: TokenCounts): Record<string, unknown> {
  const details = reasoning > 0 ? { completion_tokens_details: { reasoning_tokens: reasoning } } : {}
  return { prompt_tokens: prompt, completion_tokens: output, total_tokens: prompt + output, ...details }
}

export function toolCallId(replyId: string, choice: number): string {
  return `call-${replyId}-${choice}`
}

function completionText(event: PlannedEvent): string {
  return `"text":${quoted(event.text)}`
}

function chatDelta(replyId: string, toolName: string, reasoningField: string): (event: PlannedEvent) => string {
  const name = ascii(toolName)
  return event => {
    const role = event.opensChoice ? '"role":"assistant",' : ''
    switch (event.kind) {
      case 'content':
        return `"delta":{${role}"content":${quoted(event.text)}}`
      case 'reasoning':
        return `"delta":{${role}"${reasoningField}":${quoted(event.text)}}`
      case 'role':
        return '"delta":{"role":"assistant","content":""}'
      case 'tool':
        return `"delta":{${role}"tool_calls":[${toolDelta(event, replyId, name)}]}`
      default:
        return '"delta":{}'
    }
  }
}

function toolDelta(event: PlannedEvent, replyId: string, name: string): string {
  const text = ascii(event.text)
  if (!event.opensKind) return `{"index":0,"function":{"arguments":${text}}}`
  return `{"index":0,"id":"${toolCallId(replyId, event.choice)}","type":"function","function":{"name":${name},"arguments":${text}}}`
}

/** As `ascii`, without the work where the text is plain words. */
function quoted(text: string): string {
  return plainWords.test(text) ? `"${text}"` : ascii(text)
}

const plainWords = /^[a-zA-Z ]*$/

/** JSON in which every letter beyond ASCII is escaped. */
function ascii(value: string): string {
  return JSON.stringify(value).replace(/[\u0080-\uffff]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
