import { UserError } from '../../lib/errors.js'

/** EvalScope's flags for judges from before `--judge`. */
export interface OlderJudgeOptions {
  judge?: Record<string, unknown> | undefined
  judgeStrategy?: string | undefined
  judgeModelArgs?: Record<string, unknown> | undefined
}

const OF_CONTRACT = ['system_prompt', 'prompt_template', 'score_mapping', 'score_type']

/**
 * What `--judge`, or the older flags in its place, ask for; under the names of `--judge`.
 * @throws UserError where both are given, or an older key has no meaning any more.
 */
export function judgeAsGiven({ judge, judgeStrategy, judgeModelArgs }: OlderJudgeOptions): Record<string, unknown> {
  if (judgeStrategy === undefined && judgeModelArgs === undefined) return judge ?? {}
  if (judge !== undefined)
    throw new UserError(
      '--judge does not go together with --judge-strategy and --judge-model-args, which say the same in the older way.',
      'Write everything into --judge: {"strategy": "auto", "models": {"model_id": "…"}}.',
    )
  const given = Object.entries(judgeModelArgs ?? {})
  if (given.some(([key]) => key === 'score_pattern'))
    throw new UserError(
      '--judge-model-args: score_pattern has no meaning: judges answer with a JSON object, whose verdict is read.',
      'Leave it out; score_mapping says which verdicts there are and what they are worth.',
    )
  const contract = given.filter(([key]) => OF_CONTRACT.includes(key))
  const model = given.filter(([key, value]) => !OF_CONTRACT.includes(key) && value !== null)
  return {
    ...(judgeStrategy !== undefined && { strategy: judgeStrategy }),
    ...(model.length > 0 && { models: Object.fromEntries(model) }),
    ...(contract.length > 0 && { contract: Object.fromEntries(contract) }),
  }
}
