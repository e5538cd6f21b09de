import { availableParallelism } from 'node:os'
import { answerKind } from './answer-kind.js'
import type { AnswerStore } from './answer-store.js'
import { type ConverseParts, converse } from './converse.js'
import type { Generated } from './generate.js'
import { Later } from './later.js'
import { toError, toPrediction, toReview } from './make-records.js'
import type { EvalObserver, EvalProgress } from './observer.js'
import type { Outcome } from './outcome.js'
import type { PerfMetrics, PredictionRecord, ReviewRecord } from './records.js'
import { voteOf } from './repeated-answers.js'
import { runWindow } from './run-window.js'
import { type ScoreParts, scoreAnswer } from './score-answer.js'
import type { Task } from './tasks.js'

export interface EvaluateParts extends Omit<ConverseParts, 'turns'>, ScoreParts {
  store: AnswerStore
  /** Names how answers to a data set are scored. */
  scoring(dataset: Task['dataset']): string
  /** Score again what was scored before. */
  rerunReview: boolean
  /** Requests in flight. */
  batchSize: number
  /** Answers to each sample. */
  repeats: number
  observer: EvalObserver
}

export interface Evaluated {
  /** One for each task that was worked on, in the order of the tasks. */
  outcomes: Map<Task, Outcome>
  /** Why no further request was started, where the service failed too often in a row. */
  gaveUp: string | null
}

/** Programs that are prepared at once; the sandbox runs as many of them as there are cores. */
const PROGRAMS_AT_ONCE = 2 * availableParallelism()

/** Failures of the service in a row after which nothing more is started. */
const TOO_MANY = 20

/**
 * Works through all tasks: takes what the store has, asks for the rest, scores, and records everything as it ends. Goes on past failures,
 * but not without end.
 */
export async function evaluate(tasks: readonly Task[], parts: EvaluateParts): Promise<Evaluated> {
  return new Evaluation(tasks, parts).run()
}

class Evaluation {
  readonly #outcomes = new Map<Task, Outcome>()
  readonly #progress: EvalProgress
  readonly #giveUp = new AbortController()
  /** One for all: each that is made stays known to those that it follows. */
  readonly #stop: AbortSignal
  /** Answers whose programs are still to be run: they wait in their files, and requests go on. */
  readonly #later = new Later(PROGRAMS_AT_ONCE)
  #failedInARow = 0
  #gaveUp: string | null = null

  constructor(
    private readonly tasks: readonly Task[],
    private readonly parts: EvaluateParts,
  ) {
    this.#stop = AbortSignal.any([parts.stop, this.#giveUp.signal])
    const scores: EvalProgress['scores'] = {}
    for (const { sample } of tasks) {
      scores[sample.benchmark] ??= { sum: 0, count: 0, done: 0, total: 0 }
      const own = scores[sample.benchmark]
      if (own) own.total++
    }
    this.#progress = { total: tasks.length, done: 0, reused: 0, inFlight: 0, notScored: 0, outputTokens: 0, scores }
  }

  async run(): Promise<Evaluated> {
    await runWindow(this.tasks, this.parts.batchSize, task => this.#work(task))
    await this.#later.done()
    const ordered = new Map(
      this.tasks.flatMap(task => {
        const outcome = this.#outcomes.get(task)
        return outcome ? [[task, outcome] as const] : []
      }),
    )
    return { outcomes: ordered, gaveUp: this.#gaveUp }
  }

  async #work(task: Task): Promise<void> {
    const known = this.parts.store.prediction(task.key)
    const prediction = known ?? (await this.#ask(task))
    if (prediction === null) return
    if (known === null) this.#countTokens(prediction)
    else this.#progress.reused++
    if (task.dataset.benchmark.runsPrograms) this.#later.add(() => this.#judge(task))
    else this.#account(task, await this.#review(task, prediction), prediction)
  }

  /** Scores an answer with its programs; where the run is to stop, it is left for another one to score. */
  async #judge(task: Task): Promise<void> {
    const prediction = this.parts.store.prediction(task.key)
    if (prediction === null || this.parts.stop.aborted) return
    this.#account(task, await this.#review(task, prediction), prediction)
  }

  /** Of every request of the conversation. */
  #countTokens({ model_output, evalscope_ts: { turns = [] } }: PredictionRecord): void {
    for (const perf of [model_output.perf_metrics, ...turns.map(({ message }) => message.perf_metrics)])
      this.#progress.outputTokens += perf?.output_tokens ?? 0
  }

  /** The answer's record; null where there is none (failed, stopped). */
  async #ask(task: Task): Promise<PredictionRecord | null> {
    const { parts } = this
    if (this.#stop.aborted) return null
    this.#progress.inFlight++
    parts.observer.progressed(this.#progress, null)
    const generated = await converse(task, { ...parts, turns: parts.store.turns, stop: this.#stop })
    this.#progress.inFlight--
    if (generated === null) return null
    const kind = answerKind(generated.reply)
    if (kind === 'cancelled') return null
    if (kind === 'failed') {
      this.#fail(generated)
      return null
    }
    this.#failedInARow = 0
    const record = toPrediction(generated, parts.model, kind)
    parts.store.addPrediction(task, record)
    return record
  }

  #fail(generated: Generated): void {
    const { task, reply } = generated
    const error = toError(generated)
    this.parts.store.addError(error)
    this.#keep(task, failedOutcome(task, `${error.failure}${reply.status === null ? '' : ` ${reply.status}`}: ${error.detail}`))
    if (++this.#failedInARow < TOO_MANY || this.#gaveUp !== null) return
    this.#gaveUp = `${TOO_MANY} requests failed one after another; the last: ${error.failure} (${error.detail}).`
    this.#giveUp.abort()
  }

  async #review(task: Task, prediction: PredictionRecord): Promise<ReviewRecord> {
    const { store, rerunReview } = this.parts
    const { benchmark } = task.dataset
    const scoring = this.parts.scoring(task.dataset)
    const known = rerunReview ? null : store.review(task.key, benchmark.version, scoring)
    if (known !== null && !(benchmark.runsPrograms && known.evalscope_ts.notScored !== null)) return known
    const { answer, score } = await scoreAnswer(task, prediction, this.parts)
    const review = toReview({
      task,
      prediction,
      score,
      answer,
      mainMetric: benchmark.metrics[0].name,
      keepMetadata: !benchmark.runsPrograms,
      repeats: this.parts.repeats,
      scoring,
    })
    store.addReview(task, review)
    return review
  }

  #account(task: Task, review: ReviewRecord, prediction: PredictionRecord): void {
    const { value, extracted_prediction: extracted } = review.sample_score.score
    const { notScored, unparsed } = review.evalscope_ts
    const { judge_summary: judges } = review.sample_score.score
    const { kind, truncated, turns } = prediction.evalscope_ts
    this.#keep(task, {
      sampleId: task.sample.id,
      subset: task.sample.subset,
      generation: task.generation,
      index: task.index,
      values: notScored === null ? value : null,
      vote: this.parts.repeats > 1 ? voteOf(extracted) : null,
      kind,
      notScored,
      truncated,
      unparsed: unparsed && kind === 'answered',
      perf: prediction.model_output.perf_metrics ?? null,
      earlierPerf: turns?.flatMap(({ message }) => message.perf_metrics ?? []) ?? NONE,
      judges: judges ?? null,
    })
  }

  #keep(task: Task, outcome: Outcome): void {
    this.#outcomes.set(task, outcome)
    const progress = this.#progress
    progress.done++
    if (outcome.values === null) progress.notScored++
    const own = progress.scores[task.sample.benchmark]
    const value = outcome.values?.[task.dataset.benchmark.metrics[0].name]
    if (own) own.done++
    if (own && value !== undefined) {
      own.sum += value
      own.count++
    }
    this.parts.observer.progressed(progress, outcome)
  }
}

const NONE: readonly PerfMetrics[] = []

function failedOutcome({ sample, generation, index }: Task, why: string): Outcome {
  return {
    sampleId: sample.id,
    subset: sample.subset,
    generation,
    index,
    values: null,
    vote: null,
    kind: 'failed',
    notScored: why,
    truncated: false,
    unparsed: false,
    perf: null,
    earlierPerf: NONE,
    judges: null,
  }
}
