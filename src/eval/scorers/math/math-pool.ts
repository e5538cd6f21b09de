import { Worker } from 'node:worker_threads'
import { workerFile } from '../../../lib/worker-file.js'
import type { Score } from '../../types.js'
import type { MathTask } from './math-score.js'

export interface MathPoolOptions {
  /** Threads; made when there is work for them. */
  workers?: number
  /** Wall time of one task. Counted limits end every known task far earlier; this is for the unknown ones. */
  budgetMs?: number
  /** The thread's code. */
  file?: URL
}

interface Waiting {
  id: number
  task: MathTask
  resolve(score: Score): void
}

/** Replies are read from their end, and no further back than this. */
const LONGEST_REPLY = 100_000

/** Memory of one thread; an honest task takes a few dozen. A thread that wants more dies, and only its task is undecided. */
const MOST_MEGABYTES = 256

/** Judges answers in threads that are ended and replaced when a task takes too long, so that nothing holds up the requests. */
export class MathPool {
  readonly #queue: Waiting[] = []
  readonly #threads: Thread[] = []
  readonly #limits: Required<MathPoolOptions>
  #nextId = 0
  #closed = false

  constructor({ workers = 1, budgetMs = 5_000, file = workerFile(import.meta.url, './math-worker.js') }: MathPoolOptions = {}) {
    this.#limits = { workers, budgetMs, file }
  }

  /** The task's score; where its time runs out or its thread dies, one without a value that says so. Never rejects. */
  score(task: MathTask): Promise<Score> {
    if (this.#closed) return Promise.resolve(undecided('the judge was closed'))
    return new Promise(resolve => {
      this.#queue.push({ id: this.#nextId++, task: { ...task, answer: task.answer.slice(-LONGEST_REPLY) }, resolve })
      this.#assign()
    })
  }

  /** Ends the threads; what still waits is not decided. */
  async close(): Promise<void> {
    this.#closed = true
    for (const { resolve } of this.#queue.splice(0)) resolve(undecided('the judge was closed'))
    await Promise.all(this.#threads.splice(0).map(thread => thread.end('the judge was closed')))
  }

  #assign(): void {
    const idle = this.#threads.find(thread => !thread.busy) ?? this.#another()
    const next = idle === null ? undefined : this.#queue.shift()
    if (idle === null || next === undefined) return
    idle.run(next, this.#limits.budgetMs, () => this.#assign())
  }

  #another(): Thread | null {
    if (this.#closed || this.#queue.length === 0 || this.#threads.length >= this.#limits.workers) return null
    const thread = new Thread(this.#limits.file)
    this.#threads.push(thread)
    return thread
  }
}

/** One thread and the task that it has; a new thread is started after one that had to be ended. */
class Thread {
  #worker: Worker | null = null
  #finish: ((score: Score) => void) | null = null

  constructor(private readonly file: URL) {}

  get busy(): boolean {
    return this.#finish !== null
  }

  run({ id, task, resolve }: Waiting, budgetMs: number, done: () => void): void {
    const worker = this.#start()
    const timer = setTimeout(() => void this.end(`it took longer than ${budgetMs / 1_000} s`), budgetMs)
    worker.ref()
    this.#finish = score => {
      clearTimeout(timer)
      worker.unref()
      this.#finish = null
      resolve(score)
      done()
    }
    worker.postMessage({ id, task })
  }

  async end(reason: string): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    this.#finish?.(undecided(reason))
    await worker?.terminate()
  }

  #start(): Worker {
    if (this.#worker !== null) return this.#worker
    const worker = new Worker(this.file, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEGABYTES } })
    worker.on('message', ({ score }: { score: Score }) => this.#finish?.(score))
    worker.on('error', error => {
      if (this.#worker === worker) void this.end(`the judge failed: ${error.message}`)
    })
    this.#worker = worker
    return worker
  }
}

function undecided(reason: string): Score {
  return { values: {}, extracted: null, rule: 'undecided', reason: `Not decided: ${reason}.`, notScored: `could not decide: ${reason}` }
}
