import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { UserError } from '../lib/errors.js'
import { workerFile } from '../lib/worker-file.js'
import { simulatedExchange } from './exchange-record.js'
import type { SimulatorOptions } from './options.js'
import type { Simulator, SimulatorParts } from './server.js'
import type { FromWorker, ToWorker, WorkerTask } from './worker-messages.js'

/**
 * Starts a simulated service in a thread of its own, so that it and the client that measures it do not wait for each other.
 * @throws UserError as `createSimulator` does.
 */
export async function startSimulator(options: SimulatorOptions, { sheet }: Pick<SimulatorParts, 'sheet'> = {}): Promise<Simulator> {
  const task: WorkerTask = { options, sheet: sheet ?? null }
  const worker = new Worker(workerFile(import.meta.url, './simulator-worker.js'), { workerData: task })
  const answers = new Answers(worker)
  const started = await answers.next('started')
  let closed: Promise<void> | undefined
  return {
    url: started.url,
    port: started.port,
    async log() {
      const { records } = await answers.ask('log', 'log')
      return records.map(simulatedExchange)
    },
    async tally() {
      const { tally } = await answers.ask('tally', 'tally')
      return tally
    },
    close: () => {
      closed ??= close(worker, answers)
      return closed
    },
  }
}

async function close(worker: Worker, answers: Answers): Promise<void> {
  const exit = once(worker, 'exit')
  await answers.ask('close', 'closed')
  await exit
}

type Answer<Type extends FromWorker['type']> = Extract<FromWorker, { type: Type }>

interface Waiting {
  resolve(answer: FromWorker): void
  reject(error: Error): void
}

/** Questions and answers in order; when the thread ends, all that wait are rejected. */
class Answers {
  readonly #waiting: Waiting[] = []
  #failure: Error | undefined

  constructor(readonly worker: Worker) {
    worker.on('message', (answer: FromWorker) => this.#waiting.shift()?.resolve(answer))
    worker.on('error', error => this.#fail(error))
    worker.on('exit', () => this.#fail(new Error('The thread of the simulated service has ended.')))
  }

  ask<Type extends FromWorker['type']>(question: ToWorker, type: Type): Promise<Answer<Type>> {
    this.worker.postMessage(question)
    return this.next(type)
  }

  async next<Type extends FromWorker['type']>(type: Type): Promise<Answer<Type>> {
    if (this.#failure !== undefined) throw this.#failure
    const answer = await new Promise<FromWorker>((resolve, reject) => this.#waiting.push({ resolve, reject }))
    if (isAnswer(answer, type)) return answer
    if (answer.type === 'failed') throw new UserError(answer.message, answer.hint)
    throw new Error(`The simulated service answered "${answer.type}" where "${type}" was asked.`)
  }

  #fail(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error))
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure)
  }
}

function isAnswer<Type extends FromWorker['type']>(answer: FromWorker, type: Type): answer is Answer<Type> {
  return answer.type === type
}
