import type { Client, Message, Reply } from '../client/types.js'
import { type AskParts, askAgain } from './ask-again.js'
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

export interface GenerateParts extends AskParts {
  client: Client
  /** End what is in flight too. */
  cancel: AbortSignal
}

/** Asks for one answer, again where that can help; null where the run was stopped before it could be asked. */
export async function generate(
  task: Task,
  { client, cancel, ...parts }: GenerateParts,
  asked: Asked = { messages: task.messages, earlier: [] },
): Promise<Generated | null> {
  const answered = await askAgain(() => client.send({ prompt: { kind: 'messages', messages: [...asked.messages] } }, cancel), parts)
  return answered && { task, ...answered, ...asked }
}
