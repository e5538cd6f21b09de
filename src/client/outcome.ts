import type { BodyFault } from './body-reader.js'
import { connectionFault } from './connection-fault.js'
import type { FailureKind } from './failure-kinds.js'
import type { Choice, Failure } from './types.js'

/** How an exchange came to its end, as far as the socket knows. */
export type Ending =
  | { type: 'body-end' }
  | { type: 'cancelled' }
  | { type: 'timeout'; kind: FailureKind; detail: string }
  | { type: 'error'; error: Error }

export interface Evidence {
  ending: Ending
  status: number | null
  streamed: boolean
  /** What was wrong in the body. */
  fault: BodyFault | null
  /** `[DONE]` came, or every choice that was asked for has its finish_reason. */
  complete: boolean
  hasOutput: boolean
  choices: Choice[]
}

/** Why the exchange failed, or null where it succeeded. A broken connection after a complete stream is no failure. */
export function judge(evidence: Evidence): Failure | null {
  const { ending, status, streamed, fault, complete } = evidence
  if (ending.type === 'timeout' && !(streamed && complete)) return { kind: ending.kind, detail: ending.detail }
  if (ending.type === 'error' && !(streamed && complete)) return brokenConnection(ending.error, status, streamed)
  if (fault !== null) return fault
  if (streamed && !complete) return { kind: 'truncated', detail: 'the stream ended without a finish_reason and without [DONE]' }
  return evidence.hasOutput ? null : { kind: 'empty', detail: emptyDetail(evidence.choices) }
}

function brokenConnection(error: Error, status: number | null, streamed: boolean): Failure {
  const fault = connectionFault(error)
  if (status !== null && streamed) return { kind: 'truncated', detail: `the connection broke inside the stream: ${fault.detail}` }
  return fault
}

function emptyDetail(choices: Choice[]): string {
  const reasons = [...new Set(choices.map(choice => choice.finish).filter(reason => reason !== null))]
  return reasons.length === 0 ? 'no output' : `no output; finish_reason ${reasons.join(', ')}`
}
