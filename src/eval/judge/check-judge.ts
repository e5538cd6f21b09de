import { UserError } from '../../lib/errors.js'
import type { Benchmark } from '../types.js'
import type { JudgeOptions } from './options.js'

/**
 * Whether the judge that was configured is the one that the benchmarks need: before any request.
 * @returns sentences about benchmarks that the strategy does not reach.
 * @throws UserError where a judge is needed and there is none, or the strategy rules it out.
 */
export function checkJudge(benchmarks: readonly Pick<Benchmark, 'name' | 'judged'>[], { strategy, models }: JudgeOptions): string[] {
  const only = benchmarks.filter(({ judged }) => judged === 'always').map(({ name }) => name)
  if (only.length > 0 && (strategy === 'rule' || strategy === 'llm_recall'))
    throw new UserError(
      `${list(only)} can only be scored by a judge model, but the judge strategy is "${strategy}".`,
      'Use the strategy "auto" or "llm", or leave the benchmark out.',
    )
  const asked = strategy === 'llm' || strategy === 'llm_recall'
  const judged = asked ? benchmarks.filter(({ judged }) => judged !== 'never').map(({ name }) => name) : only
  if (judged.length > 0 && models.length === 0)
    throw new UserError(
      `${list(judged)} ${judged.length === 1 ? 'needs' : 'need'} a judge model${asked ? ` with the strategy "${strategy}"` : ''}, and none is configured.`,
      `Name one: --judge '{"models": {"model_id": "…", "api_url": "http://host:8000/v1", "api_key": "…"}}'.`,
    )
  if (!asked) return []
  return benchmarks.filter(({ judged }) => judged === 'never').map(({ name }) => `${name} is scored by its own rules; no judge is asked.`)
}

function list(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
