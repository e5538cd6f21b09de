import { applyFilters } from './answer-filters.js'
import type { AnswerKind } from './answer-kind.js'
import { type PredictionRecord, saidBy, saidIn } from './records.js'
import type { Task } from './tasks.js'
import { splitThinking } from './thinking.js'
import type { Score, ScoreContext } from './types.js'

export interface ScoreParts {
  judge: ScoreContext['judge']
  programs: ScoreContext['programs']
  mathematics: NonNullable<ScoreContext['mathematics']>
  keepThinking: boolean
}

export interface ScoredAnswer {
  /** What was scored. */
  answer: string
  score: Score
}

/** Takes thinking out of an answer, applies the user's filters, and lets the benchmark score what is left. */
export async function scoreAnswer({ dataset, sample }: Task, prediction: PredictionRecord, parts: ScoreParts): Promise<ScoredAnswer> {
  const { benchmark, settings } = dataset
  const { kind, turns } = prediction.evalscope_ts
  const scored = (said: Said): string => applyFilters(wordsOf(said, parts.keepThinking), settings.filters)
  const answer = scored(saidIn(prediction))
  const score = async (words: string): Promise<Score> => {
    const { judge, programs, mathematics } = parts
    const earlier = turns?.map(({ message }) => scored(saidBy(message)))
    const context = { args: settings.args, judge, programs, mathematics, seconds: settings.reviewTimeout }
    return benchmark.score(words, sample, { ...context, ...(earlier && { earlier }) })
  }
  try {
    if (kind === 'answered') return { answer, score: await score(answer) }
    // What was answered before the service refused still counts.
    return { answer, score: refused(kind, turns === undefined ? { [benchmark.metrics[0].name]: 0 } : (await score('')).values) }
  } catch (error) {
    // A scorer that throws says nothing about the model: the sample is counted as not scored, and the run goes on.
    const reason = error instanceof Error ? error.message : String(error)
    return { answer, score: { values: {}, extracted: null, rule: 'scorer-failed', reason, notScored: `the scorer failed: ${reason}` } }
  }
}

type Said = ReturnType<typeof saidIn>

const wordsOf = ({ content, reasoning }: Said, keepThinking: boolean): string =>
  keepThinking ? [reasoning, content].filter(text => text !== '').join('\n') : splitThinking(content).answer

/** The service would not answer the prompt: wrong, and counted in a column of its own. */
function refused(kind: Exclude<AnswerKind, 'answered'>, values: Score['values']): Score {
  const reason = kind === 'overflow' ? 'The service refused the prompt as too long.' : 'The service filtered the prompt or the answer.'
  return { values, extracted: null, rule: kind, reason }
}
