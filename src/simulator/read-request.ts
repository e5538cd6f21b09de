import type { z } from 'zod'
import { userText } from './answer-sheet.js'
import { type ApiError, invalidRequest, modelNotFound } from './api-error.js'
import { templateTokens } from './estimate-tokens.js'
import type { SimulatorOptions } from './options.js'
import { type ChatBody, type CompletionBody, chatBody, completionBody } from './request-schema.js'

export type Endpoint = 'chat' | 'completions'

/** What a request asks for, in the terms in which an answer is planned. */
export interface SimulatedRequest {
  endpoint: Endpoint
  model: string
  stream: boolean
  /** The stream ends with a usage event. */
  includeUsage: boolean
  /** `n` times the number of prompts. */
  choices: number
  promptTokens: number
  /** Most output tokens of a choice, from the request or what the context leaves. */
  maxTokens: number
  minTokens: number
  ignoreEos: boolean
  /** What a simulated tool call calls: the first tool of the request. */
  toolName: string
  /** What the user said; null where there is nothing, as in a plain completion. */
  userText: string | null
}

export type CountTokens = (text: string) => number

type Result<Value> = { value: Value } | { error: ApiError }

/** Checks a request body as OpenAI's service and vLLM do. Never throws for what a client sent. */
export function readRequest(
  endpoint: Endpoint,
  body: string,
  options: SimulatorOptions,
  countTokens: CountTokens,
): Result<SimulatedRequest> {
  const json = parseJson(body)
  if ('error' in json) return json
  const request = endpoint === 'chat' ? readChat(json.value, options, countTokens) : readCompletion(json.value, options, countTokens)
  if ('error' in request) return request
  const error = conflict(request.value, options)
  return error === null ? request : { error }
}

function parseJson(text: string): Result<unknown> {
  try {
    return { value: JSON.parse(text) }
  } catch (error) {
    return { error: invalidRequest(`The request body is not JSON: ${error instanceof Error ? error.message : String(error)}.`) }
  }
}

function readChat(json: unknown, options: SimulatorOptions, countTokens: CountTokens): Result<SimulatedRequest> {
  const parsed = chatBody.safeParse(json)
  if (!parsed.success) return { error: firstProblem(parsed.error) }
  const body = parsed.data
  const promptTokens = chatTokens(body, countTokens)
  const maxTokens = body.max_completion_tokens ?? body.max_tokens ?? null
  return complete('chat', body, options, {
    choices: body.n ?? 1,
    promptTokens,
    maxTokens: maxTokens ?? Math.max(1, options.contextLength - promptTokens),
    toolName: body.tools?.find(tool => tool.function !== undefined)?.function?.name ?? 'look_up',
    userText: userText(body.messages),
  })
}

function readCompletion(json: unknown, options: SimulatorOptions, countTokens: CountTokens): Result<SimulatedRequest> {
  const parsed = completionBody.safeParse(json)
  if (!parsed.success) return { error: firstProblem(parsed.error) }
  const body = parsed.data
  const counts = promptTokenCounts(body.prompt, countTokens)
  return complete('completions', body, options, {
    choices: (body.n ?? 1) * counts.length,
    promptTokens: counts.reduce((sum, count) => sum + count, 0),
    maxTokens: body.max_tokens ?? completionMaxTokens,
    toolName: '',
    userText: null,
  })
}

/** Plain completions without `max_tokens` end after 16 tokens, as OpenAI documents it. */
const completionMaxTokens = 16

function complete(
  endpoint: Endpoint,
  body: ChatBody | CompletionBody,
  options: SimulatorOptions,
  rest: Pick<SimulatedRequest, 'choices' | 'promptTokens' | 'maxTokens' | 'toolName' | 'userText'>,
): Result<SimulatedRequest> {
  const stream = body.stream ?? false
  if (!stream && body.stream_options != null) {
    return { error: invalidRequest('stream_options is allowed only where stream is true.', 'stream_options') }
  }
  const request = {
    endpoint,
    model: body.model ?? options.models[0] ?? '',
    stream,
    includeUsage: options.usage && body.stream_options?.include_usage === true,
    minTokens: body.min_tokens ?? 0,
    ignoreEos: body.ignore_eos ?? false,
    ...rest,
  }
  return { value: request }
}

function conflict(request: SimulatedRequest, options: SimulatorOptions): ApiError | null {
  const { model, promptTokens, maxTokens, minTokens } = request
  if (options.strictModel && !options.models.includes(model)) return modelNotFound(model)
  if (minTokens > maxTokens) return invalidRequest(`min_tokens ${minTokens} is above max_tokens ${maxTokens}.`, 'min_tokens')
  if (promptTokens + maxTokens <= options.contextLength) return null
  const message = `The context holds ${options.contextLength} tokens, but prompt (${promptTokens}) and answer (${maxTokens}) need ${promptTokens + maxTokens}.`
  return invalidRequest(message, request.endpoint === 'chat' ? 'messages' : 'prompt', 'context_length_exceeded')
}

function chatTokens(body: ChatBody, countTokens: CountTokens): number {
  let tokens = templateTokens(body.messages.length)
  for (const { content } of body.messages) {
    const texts = typeof content === 'string' ? [content] : (content ?? []).map(part => part.text ?? '')
    for (const text of texts) tokens += countTokens(text)
  }
  return tokens
}

/** One number a prompt; a prompt may be text or the token ids themselves. */
function promptTokenCounts(prompt: CompletionBody['prompt'], countTokens: CountTokens): number[] {
  if (typeof prompt === 'string') return [countTokens(prompt)]
  if (prompt.every(entry => typeof entry === 'number')) return [prompt.length]
  return prompt.map(entry => (typeof entry === 'string' ? countTokens(entry) : typeof entry === 'number' ? 1 : entry.length))
}

function firstProblem(error: z.ZodError): ApiError {
  const [issue] = error.issues
  const param = issue === undefined || issue.path.length === 0 ? null : issue.path.join('.')
  return invalidRequest(`${param ?? 'body'}: ${issue?.message ?? 'not valid'}.`, param)
}
