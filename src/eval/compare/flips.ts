import type { DatasetComparison, EvalComparison } from './comparison.js'
import { questionsOf } from './questions.js'
import type { ScoredPair } from './score-difference.js'

/** A question that was answered better in one run than in the other. */
export interface Flip {
  sample: string
  subset: string
  /** Its beginning; null where the files do not tell it. */
  question: string | null
  /** Values, 0 to 1. */
  before: number
  after: number
  /** Keys of its first answers, by which the app finds them. */
  keyA: string
  keyB: string
}

export interface Flips {
  dataset: string
  /** Every value is 0 or 1. */
  isPlain: boolean
  worse: Flip[]
  better: Flip[]
}

/** What changed either way, data set by data set, with the beginnings of the questions. */
export async function flipsOf({ a, datasets }: EvalComparison): Promise<Flips[]> {
  const keys = new Set(datasets.flatMap(({ worse, better }) => [...worse, ...better].flatMap(pair => pair.a.answers[0]?.key ?? [])))
  const questions = await questionsOf(a, keys)
  return datasets.map(dataset => ({
    dataset: dataset.name,
    isPlain: isPlain(dataset),
    worse: dataset.worse.map(pair => flipOf(pair, questions)),
    better: dataset.better.map(pair => flipOf(pair, questions)),
  }))
}

function isPlain({ worse, better }: DatasetComparison): boolean {
  return [...worse, ...better].every(({ before, after }) => [before, after].every(value => value === 0 || value === 1))
}

function flipOf({ a, b, before, after }: ScoredPair, questions: ReadonlyMap<string, string>): Flip {
  const [keyA, keyB] = [a.answers[0]?.key ?? '', b.answers[0]?.key ?? '']
  return { sample: a.name, subset: a.subset, question: questions.get(keyA) ?? null, before, after, keyA, keyB }
}
