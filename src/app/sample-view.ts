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
import { readLines } from './line-scan.js'
import type { IndexedSample, RecordPlace, SampleIndex } from './sample-index.js'
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
  const places = { prediction: index.place(row, 'prediction'), review: index.place(row, 'review'), error: index.place(row, 'error') }
  const [prediction, review, error] = await Promise.all([readAt(places.prediction), readAt(places.review), readAt(places.error)])
  return {
    indexed: index.at(row),
    prediction: prediction === null ? null : readPrediction(prediction),
    review: review === null ? null : readReview(review),
    error: error === null ? null : readError(error),
    fileName: (places.prediction ?? places.review)?.path.split(/[/\\]/).at(-1) ?? '',
  }
}

async function readAt(place: RecordPlace | null): Promise<string | null> {
  return place === null ? null : ((await readLines(place.path, [place]))[0] ?? null)
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
    latencySeconds: prediction?.model_output?.perf_metrics?.latency ?? null,
    outputTokens: prediction?.model_output?.perf_metrics?.output_tokens ?? null,
  }
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
