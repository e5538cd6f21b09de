import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseJson } from '../lib/parse-json.js'
import { Journal, journalLines } from '../runs/journal.js'
import { compactAnswers, compactErrors, type Placed } from './compact-answers.js'
import { type ErrorRecord, type PredictionRecord, predictionRecord, type ReviewRecord, reviewRecord } from './records.js'
import type { Task } from './tasks.js'
import { TurnStore } from './turn-store.js'

/** Answers to all lines of a collection stand in one file, as EvalScope's do. */
export const collectionFile = 'data_collection_default.jsonl'

/**
 * What a run has of answers and their scores: appended as they come, found again by their keys. Only places are kept in memory, and of
 * reviews what a summary needs.
 */
export class AnswerStore {
  readonly #files = new Map<string, Journal>()
  readonly #predictions = new Map<string, Placed>()
  readonly #reviews = new Map<string, Placed & Scoring>()
  /** Files with lines that are not ours (EvalScope's own, or of a version to come): they are left as they are. */
  readonly #foreign = new Set<Journal>()
  readonly #errors: Journal
  #closed = false

  private constructor(
    private readonly folder: string,
    private readonly model: string,
    /** What was said in conversations that have not ended. */
    readonly turns: TurnStore,
  ) {
    this.#errors = new Journal(join(folder, 'errors.jsonl'))
  }

  /** Opens a run's answers, old ones included. `model` is its name in folders. */
  static async open(folder: string, model: string): Promise<AnswerStore> {
    const store = new AnswerStore(folder, model, await TurnStore.open(join(folder, 'turns.jsonl')))
    await store.#readAll('predictions', predictionRecord, (record, placed) => store.#predictions.set(record.evalscope_ts.key, placed))
    await store.#readAll('reviews', reviewRecord, (record, placed) => store.#reviews.set(record.evalscope_ts.key, scoredAt(placed, record)))
    return store
  }

  prediction(key: string): PredictionRecord | null {
    return this.#parsed(this.#predictions.get(key), predictionRecord)
  }

  /** A score of this answer by this version of its scorer, made in this way; none where it could not be scored then. */
  review(key: string, scorer: number, scoring: string): ReviewRecord | null {
    const placed = this.#reviews.get(key)
    if (placed === undefined || !placed.scored || placed.scorer !== scorer || (placed.scoring ?? scoring) !== scoring) return null
    return this.#parsed(placed, reviewRecord)
  }

  /** The last score of this answer, however it was made. */
  lastReview(key: string): ReviewRecord | null {
    return this.#parsed(this.#reviews.get(key), reviewRecord)
  }

  addPrediction(task: Task, record: PredictionRecord): void {
    const file = this.#file('predictions', task)
    const { offset, length } = file.append(record)
    this.#predictions.set(task.key, { file, offset, length, index: task.index })
  }

  addReview(task: Task, record: ReviewRecord): void {
    const file = this.#file('reviews', task)
    this.#reviews.set(task.key, scoredAt({ file, ...file.append(record), index: task.index }, record))
  }

  addError(record: ErrorRecord): void {
    this.#errors.append(record)
  }

  /**
   * Rewrites each file with one line for each answer, the last one, in the order of the samples; of failures only those stay whose
   * answer is still missing. Then closes all.
   */
  async finish(tasks: readonly Task[], repeats: number): Promise<void> {
    const places = new Map(tasks.map(({ key, index }) => [key, index]))
    for (const placed of [this.#predictions, this.#reviews])
      await compactAnswers(placed, { places, repeats, isForeign: file => this.#foreign.has(file) })
    this.close()
    await compactErrors(this.#errors.path, key => this.#predictions.has(key))
    await this.turns.compact(key => this.#predictions.has(key))
  }

  /** May be called again. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const file of this.#files.values()) file.close()
    this.#files.clear()
    this.#errors.close()
    this.turns.close()
  }

  #file(kind: 'predictions' | 'reviews', { sample: { benchmark, subset }, collected }: Task): Journal {
    const name = collected === undefined ? `${fileName(benchmark)}_${fileName(subset)}.jsonl` : collectionFile
    return this.#open(join(kind, this.model, name))
  }

  #open(name: string): Journal {
    const known = this.#files.get(name)
    if (known) return known
    const file = new Journal(join(this.folder, name))
    this.#files.set(name, file)
    return file
  }

  async #readAll<Found extends PredictionRecord | ReviewRecord>(
    kind: 'predictions' | 'reviews',
    schema: { safeParse(value: unknown): { success: true; data: Found } | { success: false } },
    add: (record: Found, placed: Placed) => void,
  ): Promise<void> {
    for (const name of jsonlFiles(join(this.folder, kind, this.model))) {
      const file = this.#open(join(kind, this.model, name))
      for await (const { offset, length, text } of journalLines(file.path)) {
        const read = schema.safeParse(parseJson(text))
        if (read.success) add(read.data, { file, offset, length, index: read.data.index })
        else this.#foreign.add(file)
      }
    }
  }

  #parsed<Found>(
    placed: Placed | undefined,
    schema: { safeParse(value: unknown): { success: true; data: Found } | { success: false } },
  ): Found | null {
    if (placed === undefined) return null
    const read = schema.safeParse(parseJson(placed.file.read(placed)))
    return read.success ? read.data : null
  }
}

interface Scoring {
  scorer: number
  scoring: string | undefined
  scored: boolean
}

/** All in one form: V8 keeps what objects look like for each that is joined from others. */
function scoredAt(
  { file, offset, length, index }: Placed,
  { evalscope_ts: { scorer, scoring, notScored } }: ReviewRecord,
): Placed & Scoring {
  return { file, offset, length, index, scorer, scoring, scored: notScored === null }
}

/** A subset's name as part of a file's: EvalScope keeps it as it is, so only what file systems refuse is replaced. */
export function fileName(name: string): string {
  const forbidden = /[/\\:*?"<>|\u0000-\u001f]/g
  return name.replaceAll(forbidden, '_').slice(0, 120)
}

function jsonlFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter(name => name.endsWith('.jsonl'))
  } catch {
    return []
  }
}
