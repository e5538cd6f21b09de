import type { Client, Message, Reply } from '../client/types.js'
import { answerKind, canRetry, isBusy } from './answer-kind.js'
import type { Backoff } from './backoff.js'
import type { TurnRecord } from './records.js'
import type { Task } from './tasks.js'

/** A task's reply, and how often it was asked for. */
export interface Generated extends Asked {
  task: Task
  reply: Reply
  attempts: number
}

/** What was sent, and the answers to the questions before it in the same conversation. */
export interface Asked {
  messages: readonly Message[]
  earlier: readonly TurnRecord[]
}

export interface GenerateParts {
  client: Client
  backoff: Backoff
  /** Most attempts at one request. */
  attempts: number
  /** Start nothing more. */
  stop: AbortSignal
  /** End what is in flight too. */
  cancel: AbortSignal
}

/** Asks for one answer, again where that can help; null where the run was stopped before it could be asked. */
export async function generate(
  task: Task,
  { client, backoff, attempts, stop, cancel }: GenerateParts,
  asked: Asked = { messages: task.messages, earlier: [] },
): Promise<Generated | null> {
  for (let attempt = 1; ; attempt++) {
    await backoff.clear(stop)
    if (stop.aborted) return null
    const reply = await client.send({ prompt: { kind: 'messages', messages: [...asked.messages] } }, cancel)
    const again = answerKind(reply) === 'failed' && canRetry(reply) && attempt < attempts
    if (!again) return { task, reply, attempts: attempt, ...asked }
    if (isBusy(reply)) backoff.busy(attempt, reply.retryAfter)
    else await backoff.pause(attempt, stop)
  }
}
