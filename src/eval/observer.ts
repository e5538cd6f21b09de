import type { Outcome } from './outcome.js'

/** Told what happens while an evaluation runs; the engine itself never prints. */
export interface EvalObserver {
  planned(plan: PlannedEval): void
  /** A data set's files are looked for or read. */
  loading(name: string): void
  downloading(file: string, receivedBytes: number, totalBytes: number | null): void
  progressed(state: Readonly<EvalProgress>, outcome: Outcome | null): void
  /** A sentence worth telling: a busy service, a key without effect. */
  noted(text: string): void
}

export interface PlannedEval {
  target: string
  model: string
  simulated: boolean
  datasets: { name: string; samples: number; subsets: number }[]
  /** Answers wanted in all, and how many of them are there already. */
  answers: number
  folder: string
}

export interface EvalProgress {
  total: number
  done: number
  /** Of those done, answers that were there already. */
  reused: number
  inFlight: number
  notScored: number
  /** Received in this run. */
  outputTokens: number
  /** Mean of the main metric so far, by data set. */
  scores: Record<string, { sum: number; count: number; done: number; total: number }>
}
