import { type PredictionLine, type ReviewLine, readPrediction, readReview, verdictOf } from '../eval/answer-lines.js'
import type { Verdict } from './types.js'

/** What an index keeps of a prediction. Key and group are null in EvalScope's records, which have neither. */
export interface PredictionMarks {
  index: number
  key: string | null
  group: { dataset: string; subset: string } | null
  truncated: boolean
}

/** What it keeps of a review. */
export interface ReviewMarks {
  index: number
  key: string | null
  sampleId: string | null
  unparsed: boolean
  verdict: Verdict
}

const [ours, score] = [Buffer.from('"evalscope_ts":'), Buffer.from('"sample_score":')]

/** Null for a line that is no prediction. */
export function predictionMarks(line: Buffer): PredictionMarks | null {
  const record = shortPrediction(line) ?? readPrediction(line.toString('utf8'))
  if (record === null) return null
  const { key, benchmark, subset, truncated } = record.evalscope_ts ?? {}
  return {
    index: record.index,
    key: key ?? null,
    group: benchmark === undefined ? null : { dataset: benchmark, subset: subset ?? '' },
    truncated: truncated === true || isCut(record.model_output?.choices[0]?.stop_reason),
  }
}

/** Null for a line that is no review. */
export function reviewMarks(line: Buffer): ReviewMarks | null {
  const record = shortReview(line) ?? readReview(line.toString('utf8'))
  if (record === null) return null
  const { key, sampleId, unparsed } = record.evalscope_ts ?? {}
  return { index: record.index, key: key ?? null, sampleId: sampleId ?? null, unparsed: unparsed === true, verdict: verdictOf(record) }
}

/** Our own records say at their end what is asked here, behind prompt and answer, which are most of a line and need not be read. */
function shortPrediction(line: Buffer): PredictionLine | null {
  const record = readEnd(line, line.lastIndexOf(ours), readPrediction)
  const { key, benchmark, truncated } = record?.evalscope_ts ?? {}
  return key === undefined || benchmark === undefined || truncated === undefined ? null : record
}

function shortReview(line: Buffer): ReviewLine | null {
  const record = readEnd(line, line.indexOf(score), readReview)
  return record?.evalscope_ts?.key === undefined ? null : record
}

/**
 * The record with everything before that place left out. Within a text the quotes of such a key would be escaped, and a key that stands
 * deeper leaves brackets that do not match: then it is no record, and the whole line has to be read.
 */
function readEnd<Line>(line: Buffer, from: number, read: (text: string) => Line | null): Line | null {
  return from === -1 ? null : read(`{"index":0,"messages":[],${line.toString('utf8', from)}`)
}

const isCut = (stopReason: string | null | undefined): boolean => stopReason === 'length' || stopReason === 'max_tokens'
