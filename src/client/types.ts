import type { FailureKind } from './failure-kinds.js'

/** One message of a conversation, as the service's protocol names it; content may be text or a list of parts. */
export interface Message {
  role: string
  content: unknown
  [field: string]: unknown
}

/** What is asked. `body` is a complete request body of the user's: only fields that it lacks are filled in. */
export type Prompt =
  | { kind: 'messages'; messages: Message[] }
  | { kind: 'text'; text: string }
  | { kind: 'body'; body: Record<string, unknown> }

export interface ModelRequest {
  prompt: Prompt
  /** Upper bound of output tokens for this request alone; wins over the client's generation settings. */
  maxTokens?: number
}

/** Token counts as the service billed them; null where it did not say. */
export interface Usage {
  inputTokens: number | null
  outputTokens: number | null
  reasoningTokens: number | null
  cachedTokens: number | null
}

/** What a protocol understands of one wire event; the client adds the moment. Empty text is never a part. */
export type StreamPart =
  | { type: 'content' | 'reasoning' | 'refusal'; choice: number; text: string }
  | { type: 'toolCall'; choice: number; index: number; id?: string; name?: string; arguments?: string }
  | { type: 'finish'; choice: number; reason: string }
  | { type: 'usage'; usage: Usage }
  | { type: 'error'; message: string }

export interface ToolCall {
  id: string
  name: string
  arguments: string
}

/** One of the `n` answers of a reply. */
export interface Choice {
  content: string
  reasoning: string
  refusal: string
  toolCalls: ToolCall[]
  /** The service's finish_reason, null when it never came. */
  finish: string | null
}

export interface Failure {
  kind: FailureKind
  /** What happened, with an excerpt of the body where there was one; at most 300 characters, no secret in it. */
  detail: string
}

/**
 * One finished exchange. Moments are CLOCK_MONOTONIC milliseconds, taken when bytes arrived, before they were decoded;
 * null is "did not happen". A token event carries visible output (content, reasoning, refusal, tool call).
 */
export interface Reply {
  outcome: 'success' | 'failure' | 'cancelled'
  failure: Failure | null
  /** HTTP status, null when no response came. */
  status: number | null
  streamed: boolean
  /** Handed to the socket pool. */
  startedAt: number
  /** When a connection that had to be made for this request was ready; null on a kept-alive one. */
  connectedAt: number | null
  /** First body byte. */
  firstByteAt: number | null
  /** First token event; null where the reply was not streamed. */
  firstTokenAt: number | null
  /** First token event of the answer (content, refusal or tool call; not reasoning). */
  firstAnswerAt: number | null
  lastTokenAt: number | null
  /** `[DONE]` or the end of the body, whichever was first; the moment of failure otherwise. */
  endedAt: number
  /** Microseconds between consecutive reads that carried token events; they add up to lastTokenAt - firstTokenAt. */
  gapsUs: Uint32Array
  tokenEvents: number
  /** Reads that carried at least one token event. */
  tokenReads: number
  /** Token events that were reasoning. */
  reasoningEvents: number
  usage: Usage | null
  choices: Choice[]
  /** The service's x-request-id. */
  requestId: string | null
  /** Seconds of the Retry-After header. */
  retryAfter: number | null
}

/** Translates between our request and one wire format. Pure and total: no clock, no socket, never throws. */
export interface Protocol {
  /** Path below the API's base address, e.g. `/chat/completions`. */
  path: string
  /** True where prompts go as a list of messages. */
  chat: boolean
  encode(request: ModelRequest, settings: RequestSettings): Record<string, unknown>
  /** Parts of one stream event or of one plain JSON reply; unknown fields are tolerated. */
  decode(event: unknown): StreamPart[]
}

/** What every request of a client has in common. */
export interface RequestSettings {
  model: string
  stream: boolean
  /** Body fields the user asked for, already under their wire names (temperature, top_p, stop …). */
  fields: Record<string, unknown>
  /** Merged last; a null removes the field. */
  extra: Record<string, unknown>
  /** A body template in which `%m` is the model and `%p` the prompt. */
  template: unknown
  systemPrompt: string | null
}

/** A request whose body is made already, so that nothing but sending is left to do when it is due. */
export interface EncodedRequest {
  bytes: Buffer
  /** Answers that its body asks for (`n`): a stream is complete when each of them is. */
  choices: number
}

/** Sends requests to one service. */
export interface Client {
  /** Never throws for a failed request; aborting `signal` gives a reply with outcome `cancelled`. */
  send(request: ModelRequest | EncodedRequest, signal?: AbortSignal): Promise<Reply>
  encode(request: ModelRequest): EncodedRequest
  /** The body that `send` would post. */
  body(request: ModelRequest): Record<string, unknown>
  close(): Promise<void>
}
