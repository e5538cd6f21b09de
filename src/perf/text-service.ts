import { Worker } from 'node:worker_threads'
import type { z } from 'zod'
import type { Message } from '../client/types.js'
import { UserError } from '../lib/errors.js'
import { workerFile } from '../lib/worker-file.js'
import type { RandomPrompt, RandomRange } from './random-text.js'
import { answerSchemas, type SentError, type TextAnswer, type TextInfo, type TextQuestion } from './text-calls.js'

/** Counts tokens and makes prompts in a thread of its own. Every method rejects with what the worker threw, a UserError as a UserError. */
export interface TextService {
  /** Tokens of each text by itself. */
  count(texts: string[]): Promise<number[]>
  /** Tokens of each conversation within the chat template; null where that cannot be known. */
  countChat(messagesList: Message[][]): Promise<(number | null)[]>
  randomPrompts(range: RandomRange): Promise<RandomPrompt[]>
  info(): TextInfo
  /** Stops the thread; what was asked and not answered rejects. */
  close(): Promise<void>
}

/**
 * Starts the thread and loads the tokenizer in it.
 * @param location a folder or file on disk, or `tiktoken:…`.
 * @throws UserError where the tokenizer is missing or cannot be read.
 */
export async function startTextService(location: string): Promise<TextService> {
  const thread = new TextThread(location)
  try {
    const info = await thread.started
    return {
      count: argument => thread.ask({ call: 'count', argument }, answerSchemas.count),
      countChat: argument => thread.ask({ call: 'countChat', argument }, answerSchemas.countChat),
      randomPrompts: argument => thread.ask({ call: 'randomPrompts', argument }, answerSchemas.randomPrompts),
      info: () => info,
      close: () => thread.close(),
    }
  } catch (error) {
    await thread.close()
    throw error
  }
}

interface Pending {
  resolve(result: unknown): void
  reject(error: Error): void
}

class TextThread {
  readonly started: Promise<TextInfo>
  private readonly worker: Worker
  private readonly pending = new Map<number, Pending>()
  private nextId = 0
  private ended: Error | null = null

  constructor(location: string) {
    this.worker = new Worker(workerFile(import.meta.url, './text-worker.js'), { workerData: { location }, execArgv: [] })
    this.worker.on('message', (answer: TextAnswer) => this.settle(answer))
    this.worker.on('error', error => this.end(error))
    this.worker.on('exit', () => this.end(new Error('The thread that counts tokens has stopped.')))
    this.started = this.expect(answerSchemas.started)
  }

  ask<Result>(question: DistributiveOmit<TextQuestion, 'id'>, schema: z.ZodType<Result>): Promise<Result> {
    if (this.ended) return Promise.reject(this.ended)
    const id = this.nextId
    const answer = this.expect(schema)
    this.worker.postMessage({ ...question, id })
    return answer
  }

  async close(): Promise<void> {
    await this.worker.terminate()
  }

  /** Keeps the process alive only while something is asked. */
  private expect<Result>(schema: z.ZodType<Result>): Promise<Result> {
    const id = this.nextId++
    this.worker.ref()
    return new Promise<unknown>((resolve, reject) => this.pending.set(id, { resolve, reject })).then(result => schema.parse(result))
  }

  private settle(answer: TextAnswer): void {
    const pending = this.pending.get(answer.id)
    this.pending.delete(answer.id)
    if (this.pending.size === 0) this.worker.unref()
    if ('error' in answer) pending?.reject(received(answer.error))
    else pending?.resolve(answer.result)
  }

  private end(error: Error): void {
    this.ended ??= error
    for (const pending of this.pending.values()) pending.reject(this.ended)
    this.pending.clear()
  }
}

type DistributiveOmit<Union, Key extends PropertyKey> = Union extends unknown ? Omit<Union, Key> : never

function received({ user, message, hint, stack }: SentError): Error {
  if (user) return new UserError(message, hint)
  const error = new Error(message)
  if (stack !== undefined) error.stack = stack
  return error
}
