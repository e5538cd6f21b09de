import { applyFilters } from './answer-filters.js'
import type { AnswerKind } from './answer-kind.js'
import { type PredictionRecord, saidIn } from './records.js'
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
  const { kind } = prediction.evalscope_ts
  const { content, reasoning } = saidIn(prediction)
  const said = parts.keepThinking ? [reasoning, content].filter(text => text !== '').join('\n') : splitThinking(content).answer
  const answer = applyFilters(said, settings.filters)
  if (kind !== 'answered') return { answer, score: refused(benchmark.metrics[0].name, kind) }
  const context = { args: settings.args, judge: parts.judge, programs: parts.programs, mathematics: parts.mathematics }
  try {
    return { answer, score: await benchmark.score(answer, sample, context) }
  } catch (error) {
    // A scorer that throws says nothing about the model: the sample is counted as not scored, and the run goes on.
    const reason = error instanceof Error ? error.message : String(error)
    return { answer, score: { values: {}, extracted: null, rule: 'scorer-failed', reason, notScored: `the scorer failed: ${reason}` } }
  }
}

/** The service would not answer the prompt: wrong, and counted in a column of its own. */
function refused(metric: string, kind: Exclude<AnswerKind, 'answered'>): Score {
  const reason = kind === 'overflow' ? 'The service refused the prompt as too long.' : 'The service filtered the prompt or the answer.'
  return { values: { [metric]: 0 }, extracted: null, rule: kind, reason }
}
