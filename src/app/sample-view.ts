import {
  contentText,
  type ErrorLine,
  foreignKey,
  mainScore,
  type PredictionLine,
  type ReviewLine,
  readError,
  readMessages,
  readPrediction,
  readReview,
  targetsOf,
} from '../eval/answer-lines.js'
import { type LinePlace, readLines } from './line-scan.js'
import type { IndexedSample, SampleIndex } from './sample-index.js'
import { scoreDetails } from './score-details.js'
import type { SampleAnswer, SampleRow } from './types.js'

/** A sample's records, read from disk. */
export interface SampleRecords {
  indexed: IndexedSample
  prediction: PredictionLine | null
  review: ReviewLine | null
  error: ErrorLine | null
  /** Name of the file that they stand in. */
  fileName: string
}

export async function readSample(index: SampleIndex, row: number): Promise<SampleRecords> {
  const [prediction = null, review = null, error = null] = await Promise.all(
    sources.map(async source => (await textsOf(index, [row], source))[0]),
  )
  return recordsOf(index, row, { prediction, review, error })
}

/** Several samples, each file opened once. */
export async function readSamples(index: SampleIndex, rows: readonly number[]): Promise<SampleRecords[]> {
  const [predictions = [], reviews = [], errors = []] = await Promise.all(sources.map(source => textsOf(index, rows, source)))
  return rows.map((row, at) =>
    recordsOf(index, row, { prediction: predictions[at] ?? null, review: reviews[at] ?? null, error: errors[at] ?? null }),
  )
}

type Source = (typeof sources)[number]

export const sources = ['prediction', 'review', 'error'] as const

/** The line of each row, null where it has none. */
async function textsOf(index: SampleIndex, rows: readonly number[], source: Source): Promise<(string | null)[]> {
  const texts: (string | null)[] = rows.map(() => null)
  const files = new Map<string, (LinePlace & { at: number })[]>()
  for (const [at, row] of rows.entries()) {
    const place = index.place(row, source)
    if (place === null) continue
    const known = files.get(place.path)
    if (known === undefined) files.set(place.path, [{ ...place, at }])
    else known.push({ ...place, at })
  }
  for (const [path, places] of files) {
    const lines = await readLines(path, places)
    for (const [position, { at }] of places.entries()) texts[at] = lines[position] ?? null
  }
  return texts
}

function recordsOf(index: SampleIndex, row: number, { prediction, review, error }: Record<Source, string | null>): SampleRecords {
  return {
    indexed: index.at(row),
    prediction: prediction === null ? null : readPrediction(prediction),
    review: review === null ? null : readReview(review),
    error: error === null ? null : readError(error),
    fileName: (index.place(row, 'prediction') ?? index.place(row, 'review'))?.path.split(/[/\\]/).at(-1) ?? '',
  }
}

const beginning = 240

export function sampleRow(records: SampleRecords): SampleRow {
  const { indexed, prediction, review, error } = records
  const own = prediction?.evalscope_ts ?? review?.evalscope_ts ?? error
  const index = prediction?.index ?? review?.index ?? 0
  const { dataset, subset } = indexed.group
  return {
    key: own?.key ?? foreignKey(records.fileName, index),
    sampleId: own?.sampleId ?? `${dataset}/${index}`,
    generation: own?.generation ?? review?.sample_score.generation_index ?? 0,
    dataset,
    subset,
    verdict: indexed.verdict,
    score: review === null || indexed.verdict === 'not-scored' ? null : mainScore(review),
    truncated: indexed.truncated,
    unparsed: indexed.unparsed,
    question: questionOf(records).slice(0, beginning),
    answer: answerOf(records).text.slice(0, beginning),
    extracted: review?.sample_score.score.extracted_prediction?.slice(0, beginning) ?? null,
  }
}

export function sampleDetail(records: SampleRecords): Omit<SampleAnswer, 'next' | 'previous'> {
  const { prediction, review, error } = records
  const { text, reasoning } = answerOf(records)
  const score = review?.sample_score.score
  const asked = readMessages(prediction?.messages ?? review?.messages ?? [])
  return {
    ...sampleRow(records),
    question: questionOf(records),
    answer: text,
    reasoning,
    extracted: score?.extracted_prediction ?? null,
    choices: prediction?.evalscope_ts?.choices ?? null,
    targets: targetsOf(review?.target ?? prediction?.evalscope_ts?.target),
    // A review repeats the answer at its end, which is shown apart.
    messages: asked.at(-1)?.role === 'assistant' ? asked.slice(0, -1) : asked,
    rule: review?.evalscope_ts?.rule ?? null,
    reason: score?.explanation ?? null,
    notScored: review?.evalscope_ts?.notScored ?? (prediction === null && error !== null ? failureText(error) : null),
    scores: Object.entries(score?.value ?? {}).flatMap(([name, value]) => (typeof value === 'number' ? [{ name, value }] : [])),
    stopReason: prediction?.model_output?.choices[0]?.stop_reason ?? null,
    ...requestFigures(prediction),
    ...scoreDetails(score),
  }
}

function requestFigures(
  prediction: PredictionLine | null,
): Pick<SampleAnswer, 'latencySeconds' | 'ttftSeconds' | 'inputTokens' | 'outputTokens'> {
  const { latency = null, ttft = null, input_tokens = null, output_tokens = null } = prediction?.model_output?.perf_metrics ?? {}
  return { latencySeconds: latency, ttftSeconds: ttft, inputTokens: input_tokens, outputTokens: output_tokens }
}

/** Whether the words stand in the question, the answer or its reasoning; letter case does not count. */
export function mentions(records: SampleRecords, words: string): boolean {
  const { text, reasoning } = answerOf(records)
  const extracted = records.review?.sample_score.score.extracted_prediction ?? ''
  return [questionOf(records), text, reasoning, extracted].some(part => part.toLowerCase().includes(words))
}

function questionOf({ prediction, review, error }: SampleRecords): string {
  const asked = readMessages(prediction?.messages ?? review?.messages ?? [])
  return prediction?.evalscope_ts?.question ?? asked.findLast(({ role }) => role === 'user')?.content ?? error?.sampleId ?? ''
}

function answerOf({ prediction, review }: SampleRecords): { text: string; reasoning: string } {
  const first = prediction?.model_output?.choices[0]
  if (first !== undefined) return contentText(first.message.content)
  const said = readMessages(review?.messages ?? []).at(-1)
  return { text: said?.role === 'assistant' ? said.content : (review?.sample_score.score.prediction ?? ''), reasoning: '' }
}

function failureText({ failure, status, detail, attempts }: ErrorLine): string {
  const what = status === null ? failure : `${failure} (status ${status})`
  return `No answer after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}: ${what}. ${detail}`
}
