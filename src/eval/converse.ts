import type { Message } from '../client/types.js'
import { answerKind } from './answer-kind.js'
import { type Generated, type GenerateParts, generate } from './generate.js'
import { toTurn } from './make-records.js'
import { saidBy, type TurnRecord } from './records.js'
import { requestKey, type Task } from './tasks.js'
import { splitThinking } from './thinking.js'

/** Answers within conversations that have not ended, by the whole request that each answers. */
export interface Turns {
  turn(key: string): TurnRecord | null
  addTurn(record: TurnRecord): void
}

export interface ConverseParts extends GenerateParts {
  turns: Turns
  /** The service's name of the model. */
  model: string
}

/**
 * Asks until the benchmark has no further question, each time with the answers before it, without their thinking. Every answer is kept
 * as it comes, so that a conversation that was broken off goes on with the question that has none. It ends early where a request fails
 * or the service will not answer: the reply is then the last one. Null where the run was stopped.
 */
export async function converse(task: Task, parts: ConverseParts): Promise<Generated | null> {
  if (task.dataset.benchmark.next === undefined) return generate(task, parts)
  const talk = new Talk(task)
  for (;;) {
    const key = requestKey(task, talk.messages, parts.client)
    const known = parts.turns.turn(key)
    if (known !== null && talk.goesOn(known)) continue
    const generated = await generate(task, parts, { messages: talk.messages, earlier: talk.earlier })
    if (generated === null || answerKind(generated.reply) !== 'answered') return generated
    const turn = toTurn(generated, key, parts.model)
    if (!talk.goesOn(turn)) return generated
    parts.turns.addTurn(turn)
  }
}

/** What has been said so far. */
class Talk {
  messages: readonly Message[]
  earlier: readonly TurnRecord[] = []
  readonly #said: string[] = []

  constructor(private readonly task: Task) {
    this.messages = task.messages
  }

  /** Takes the answer down where a question follows it. */
  goesOn(turn: TurnRecord): boolean {
    const { dataset, sample } = this.task
    const answer = splitThinking(saidBy(turn.message).content).answer
    const question = dataset.benchmark.next?.(sample, [...this.#said, answer], dataset.settings.args) ?? null
    if (question === null) return false
    this.#said.push(answer)
    this.earlier = [...this.earlier, turn]
    this.messages = [...this.messages, { role: 'assistant', content: answer }, { role: 'user', content: question }]
    return true
  }
}
