import type { Client, Reply } from '../client/types.js'
import { type AskParts, askAgain } from './ask-again.js'
import type { Task } from './tasks.js'

/** A task's reply, and how often it was asked for. */
export interface Generated {
  task: Task
  reply: Reply
  attempts: number
}

export interface GenerateParts extends AskParts {
  client: Client
  /** End what is in flight too. */
  cancel: AbortSignal
}

/** Asks for one answer, again where that can help; null where the run was stopped before it could be asked. */
export async function generate(task: Task, { client, cancel, ...parts }: GenerateParts): Promise<Generated | null> {
  const asked = await askAgain(() => client.send({ prompt: { kind: 'messages', messages: [...task.messages] } }, cancel), parts)
  return asked && { task, ...asked }
}
