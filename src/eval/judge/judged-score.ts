import type { Benchmark, Score } from '../types.js'
import type { Judge, JudgeQuestion, JudgeVerdict } from './types.js'

export interface JudgedParts {
  judged: Exclude<Benchmark['judged'], 'never'>
  /** Name of the main metric. */
  metric: string
  /** What the benchmark's own rule says; null where it has none. */
  rule: Score | null
  question: JudgeQuestion
  /** The answer that is judged; null where there is nothing to judge, and no judge is asked. */
  extracted: string | null
  /** Values of an answer that says nothing. */
  silent: Readonly<Record<string, number>>
}

/**
 * Brings a benchmark's rule and its judge together, by the strategy:
 * `auto` asks the judge where the benchmark wants one, and falls back to the rule where the judge fails;
 * `llm` asks the judge and nothing else;
 * `llm_recall` asks it where the rule gives less than full marks, and takes the better of the two.
 * Without a judge (`rule`, or none configured) the rule decides. A judge that failed and has no rule behind it leaves the sample not scored.
 */
export async function judgedScore(parts: JudgedParts, judge: Judge | null): Promise<Score> {
  const { rule, extracted, judged } = parts
  if (extracted === null || extracted.trim() === '') return rule ?? silence(parts)
  const wanted = judge !== null && (judged !== 'on-request' || judge.strategy !== 'auto')
  if (!wanted) return rule ?? notScored(extracted, 'no judge model is configured')
  if (judge.strategy === 'llm_recall' && rule !== null && (rule.values[parts.metric] ?? 0) > FULL_MARKS) return rule
  const verdict = await judge.ask(parts.question)
  if (verdict.values === null) return failed(parts, verdict, judge.strategy)
  const score = toScore(verdict, verdict.values, extracted)
  return judge.strategy === 'llm_recall' && rule !== null ? better(rule, score, parts.metric) : score
}

/** EvalScope's bound: from here on the rule's word stands. */
const FULL_MARKS = 0.99

function silence({ silent }: JudgedParts): Score {
  return { values: silent, extracted: null, rule: 'empty', reason: 'There is no answer to judge.' }
}

function toScore(verdict: JudgeVerdict, values: Score['values'], extracted: string): Score {
  const reason = verdict.reasoning.trim() || 'The judge gave no reasons.'
  return { values, extracted, rule: 'judge', reason: `Judge: ${verdict.verdict}. ${reason}`, details: detailsOf(verdict) }
}

function failed({ rule, extracted }: JudgedParts, verdict: JudgeVerdict, strategy: Judge['strategy']): Score {
  const problem = verdict.problem ?? 'the judge failed'
  if (rule === null || strategy === 'llm') return notScored(extracted, problem, detailsOf(verdict))
  return {
    ...rule,
    reason: `${rule.reason} The rule decided alone: ${problem}.`,
    details: { ...rule.details, ...detailsOf(verdict), fallback: problem },
  }
}

function notScored(extracted: string | null, problem: string, details: Readonly<Record<string, unknown>> = {}): Score {
  return { values: {}, extracted, rule: 'judge', reason: `Not scored: ${problem}.`, notScored: problem, details }
}

/** The higher value of each metric; the words of the one with the better main metric. */
function better(rule: Score, judged: Score, metric: string): Score {
  const values = Object.fromEntries(
    Object.keys({ ...rule.values, ...judged.values }).map(name => [name, Math.max(rule.values[name] ?? 0, judged.values[name] ?? 0)]),
  )
  const best = (judged.values[metric] ?? 0) > (rule.values[metric] ?? 0) ? judged : rule
  return { ...best, values, details: { ...rule.details, ...judged.details } }
}

function detailsOf({ attempts, summary }: JudgeVerdict): Readonly<Record<string, unknown>> {
  return { judge_attempts: attempts, judge_summary: summary }
}
