import type { Judge, JudgeQuestion } from '../../src/eval/judge/types.js'
import type { Benchmark } from '../../src/eval/types.js'

/** A judge that gives the verdict it is told to give. */
export function judgeSaying(choose: (question: JudgeQuestion) => string | number): Judge {
  return {
    strategy: 'auto',
    contract: { systemPrompt: null, promptTemplate: null, scoreMapping: null, scoreType: 'pattern' },
    async ask(question) {
      const verdict = choose(question)
      const disagreement = { numeric: {}, agreement_ratio: 1, vote_entropy: 0, position_consistency: null }
      const summary = {
        status: 'success',
        judge_models: ['told'],
        valid_observations: 1,
        total_observations: 1,
        failures: {},
        disagreement,
      } as const
      return { values: question.values(verdict), verdict, reasoning: 'Told to say so.', problem: null, attempts: [], summary }
    },
  }
}

/** A judge that finds everything right, or nothing. */
export function judgeFinding(right: boolean, { metrics: [{ name }] }: Benchmark): Judge {
  return judgeSaying(({ verdicts, values }) => {
    const all = Array.isArray(verdicts) ? verdicts : 'from' in verdicts ? [verdicts.from, verdicts.to] : []
    const ranked = [...all].sort((one, other) => (values(one)[name] ?? 0) - (values(other)[name] ?? 0))
    return (right ? ranked.at(-1) : ranked[0]) ?? ''
  })
}
