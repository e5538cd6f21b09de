import type { Message } from '../../client/types.js'

/** Asks judge models and reads their verdicts. */
export interface Judge {
  /** `rule` never gets as far as a judge. */
  strategy: 'auto' | 'llm' | 'llm_recall'
  /** What the user asked for where a benchmark has no question of its own. */
  contract: JudgeContract
  /** Never throws for a request that failed or a reply that cannot be read: the verdict then has no values and says why. */
  ask(question: JudgeQuestion): Promise<JudgeVerdict>
}

/** Words and values of the general question: is this answer right? */
export interface JudgeContract {
  systemPrompt: string | null
  /** With `{question}`, `{gold}` and `{pred}`. */
  promptTemplate: string | null
  /** Verdict to value, 0 to 1; null is A for right and B for wrong. */
  scoreMapping: Readonly<Record<string, number>> | null
  /** `pattern`: one of the labels. `numeric`: a number from 0 to 1. */
  scoreType: 'pattern' | 'numeric'
}

export interface JudgeQuestion {
  system?: string
  /** The form of the reply is added to it. */
  prompt: string
  /** Allowed verdicts, or the bounds of a number. */
  verdicts: readonly string[] | { from: number; to: number }
  /** Metric to value of a verdict. */
  values(verdict: string | number): Readonly<Record<string, number>>
  /** Where two answers are compared: the same question with their places exchanged. Both must be readable; the values are averaged. */
  swapped?: { prompt: string; values(verdict: string | number): Readonly<Record<string, number>> }
}

export interface JudgeVerdict {
  /** Over judges and repeats; null: too few judges gave a readable verdict. */
  values: Readonly<Record<string, number>> | null
  /** The first readable verdict and its reasons, in the order of the judges. */
  verdict: string | number | null
  reasoning: string
  /** Why there are no values; null where there are. */
  problem: string | null
  attempts: readonly JudgeAttempt[]
  summary: JudgeSummary
}

/** One request to one judge, under EvalScope's names. */
export interface JudgeAttempt {
  status: 'success' | 'parse_error' | 'transport_error'
  judge_id: string
  repeat_id: number
  placement: 'original' | 'swapped'
  messages: readonly Message[]
  raw_response: string | null
  parsed_value: { reasoning: string; verdict: string | number } | null
  error: string | null
  /** Seconds. */
  latency: number | null
}

/** How far the judges can be relied on, under EvalScope's names. An observation is one judge's reading, in every placement. */
export interface JudgeSummary {
  /** `degraded`: some attempts failed, or a tie was broken; `excluded`: readable verdicts, but of too few judges. */
  status: 'success' | 'degraded' | 'parse_error' | 'transport_error' | 'excluded'
  judge_models: readonly string[]
  valid_observations: number
  total_observations: number
  /** Attempts that failed, by status. */
  failures: Readonly<Record<string, number>>
  disagreement: JudgeDisagreement
}

export interface JudgeDisagreement {
  /** Of the values of all readable observations, by metric. */
  numeric: Readonly<Record<string, { std: number; range: number }>>
  /** Share of the commonest label; null where verdicts are numbers, or there are none. */
  agreement_ratio: number | null
  /** Bits. */
  vote_entropy: number | null
  /** Share of observations with the same values in both placements; null where places were not exchanged. */
  position_consistency: number | null
}
