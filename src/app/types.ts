import type { Report } from '../report/types.js'

/** What the server answers and the pages read: JSON, documented in docs/app-api.md. Nothing measured is null. */

export type RunKind = 'perf' | 'eval'

export interface Figure {
  label: string
  value: number | null
  unit: string
}

export interface RunRow {
  /** Way from the outputs folder to the run, with `/`; the folder's own name where it is the run itself. */
  id: string
  /** Null where config.json cannot be used. */
  kind: RunKind | null
  writer: 'evalscope-ts' | 'evalscope'
  status: string | null
  model: string | null
  datasets: string[]
  /** ISO 8601. */
  startedAt: string | null
  simulated: boolean
  /** What is wrong with the run's files, in words. */
  problem: string | null
  figures: Figure[]
}

export interface RunsAnswer {
  /** The folder that is looked at. */
  root: string
  runs: RunRow[]
  /** Runs that meet the filters. */
  total: number
  /** Without filters. */
  all: number
  models: string[]
}

export interface RunAnswer {
  run: RunRow
  /** Null where there is none, or it cannot be used: `run.problem` says so. */
  report: Report | null
  /** config.json with secrets masked, as the run wrote it. */
  config: unknown
  /** Folders of a perf run that hold requests. */
  points: string[]
  /** An eval run has answers to look at. */
  samples: boolean
}

export type Verdict = 'right' | 'wrong' | 'partial' | 'not-scored' | 'unreviewed'

export interface SampleRow {
  key: string
  sampleId: string
  generation: number
  dataset: string
  subset: string
  verdict: Verdict
  /** Main score, as recorded. */
  score: number | null
  truncated: boolean
  unparsed: boolean
  /** Beginnings. */
  question: string
  answer: string
  extracted: string | null
}

export interface SampleGroup {
  dataset: string
  subset: string
  count: number
}

export interface SamplesAnswer {
  samples: SampleRow[]
  /** Samples that meet the filters, text apart; so far, where not complete. */
  total: number
  /** Every sample of the run so far. */
  all: number
  /** False while files are still being read. */
  complete: boolean
  groups: SampleGroup[]
  /** `from` of the page after this one and before it; null where there is none. */
  next: number | null
  previous: number | null
}

export interface Message {
  role: string
  content: string
}

export interface SampleAnswer extends SampleRow {
  /** Whole, not a beginning. */
  question: string
  answer: string
  reasoning: string
  choices: string[] | null
  targets: string[]
  messages: Message[]
  rule: string | null
  /** Why it was judged so. */
  reason: string | null
  /** Why it has no score, or no answer. */
  notScored: string | null
  scores: { name: string; value: number }[]
  stopReason: string | null
  latencySeconds: number | null
  outputTokens: number | null
  /** Keys of its neighbours under the same filters. */
  next: string | null
  previous: string | null
}

export interface RequestRow {
  index: number
  phase: string
  outcome: string
  failure: string | null
  status: number | null
  startMs: number
  latencyMs: number
  ttftMs: number | null
  inputTokens: number | null
  outputTokens: number | null
}

export interface RequestsAnswer {
  point: string
  requests: RequestRow[]
  total: number
  complete: boolean
}

export interface RequestAnswer extends RequestRow {
  detail: string | null
  requestId: string | null
  dueMs: number
  firstByteMs: number | null
  firstTokenMs: number | null
  firstAnswerMs: number | null
  lastTokenMs: number | null
  endMs: number
  gapsUs: number[]
  tokenSource: string | null
  finish: (string | null)[]
  text: string | null
  reasoning: string | null
}

export interface Problem {
  error: { message: string; hint: string | null }
}
