import { type Random, seededRandom } from '../lib/random.js'
import type { Fault } from './exchange-record.js'
import { logNormal } from './log-normal.js'
import type { SimulatorOptions } from './options.js'
import type { SimulatedRequest } from './read-request.js'

export type FinishReason = 'stop' | 'length' | 'tool_calls' | 'content_filter'

/** All that is decided about an answer before it begins. What it will say and its gaps follow from `seed` and `number` (planned-events.ts). */
export interface ExchangePlan {
  seed: number
  number: number
  fault: Fault | null
  /** Tokens of the first choice after which a cut, error event or stall strikes, at the latest before its last event. */
  faultAfter: number
  /** From leaving the queue to the first token event, prefill included. */
  ttftMs: number
  choices: PlannedChoice[]
}

export interface PlannedChoice {
  /** Reasoning included. */
  tokens: number
  reasoningTokens: number
  /** What follows the reasoning is a tool call instead of content. */
  toolCall: boolean
  finish: FinishReason
  /** What is said, a token each; null draws words. */
  pieces: readonly string[] | null
}

/**
 * The plan of the `number`-th request: depends on its arguments alone, whatever came before and whatever else is being answered.
 * @param answers what the choices will say, where that is known; else lengths and words are drawn
 */
export function planExchange(
  options: SimulatorOptions,
  seed: number,
  number: number,
  request: SimulatedRequest,
  answers: PlannedChoice[] | null = null,
): ExchangePlan {
  const random = seededRandom(seed, number)
  const fault = drawFault(options, random())
  const firstTokenMs = logNormal(random, options.ttft, options.ttftSpread)
  const faultPlace = random()
  const drawn = () => Array.from({ length: request.choices }, () => planChoice(options, request, random))
  const choices = fault === 'empty' ? Array.from({ length: request.choices }, () => silence) : (answers ?? drawn())
  return {
    seed,
    number,
    fault,
    faultAfter: Math.max(0, Math.ceil(faultPlace * ((choices[0]?.tokens ?? 0) - 1))),
    ttftMs: firstTokenMs + (request.promptTokens / options.prefillRate) * 1000,
    choices,
  }
}

/** The fault whose share of [0, 1) holds `place`; the rates stand one after the other. */
function drawFault(options: SimulatorOptions, place: number): Fault | null {
  let end = 0
  for (const [fault, rate] of faultRates(options)) {
    end += rate
    if (place < end) return fault
  }
  return null
}

export function faultRates(options: SimulatorOptions): [Fault, number][] {
  return [
    ['rate-limit', options.rate429],
    ['server-error', options.rate500],
    ['cut', options.cutRate],
    ['error-event', options.errorEventRate],
    ['stall', options.stallRate],
    ['empty', options.emptyRate],
  ]
}

/** How far natural lengths lie apart, relative to their mean. */
const lengthSpread = 0.3

const silence: PlannedChoice = { tokens: 0, reasoningTokens: 0, toolCall: false, finish: 'stop', pieces: null }

function planChoice(options: SimulatorOptions, request: SimulatedRequest, random: Random): PlannedChoice {
  const natural = Math.max(1, Math.round(logNormal(random, options.outputTokens, lengthSpread)))
  const wantsTool = request.endpoint === 'chat' && random() < options.toolCallRate
  const wanted = request.ignoreEos ? request.maxTokens : Math.max(natural, request.minTokens)
  const tokens = Math.min(wanted, request.maxTokens)
  const reasoningTokens = request.endpoint === 'chat' ? Math.floor(tokens * options.reasoningShare) : 0
  const toolCall = wantsTool && reasoningTokens < tokens
  // The end of the answer would have been one more token, so an answer of exactly maxTokens is cut too.
  const ended = tokens < request.maxTokens
  return { tokens, reasoningTokens, toolCall, finish: ended ? (toolCall ? 'tool_calls' : 'stop') : 'length', pieces: null }
}
