import type { Message, Reply } from '../../client/types.js'
import { combine, type Observation, summarize } from './combine.js'
import type { JudgeModel, JudgeOptions } from './options.js'
import { askForForm, readVerdict } from './reply-form.js'
import type { Judge, JudgeAttempt, JudgeQuestion, JudgeVerdict } from './types.js'

/**
 * Sends one request to a judge model. `settings` is EvalScope's generation config (sampling fields, timeout, retries).
 * Never throws for a failed request.
 */
export type SendToJudge = (model: JudgeModel, messages: Message[], settings: Readonly<Record<string, unknown>>) => Promise<Reply>

/** A judge of one or several models, or null where none is configured or the strategy wants none. All its requests go out at once. */
export function createJudge(options: JudgeOptions, send: SendToJudge): Judge | null {
  const { strategy, models, contract, repeats } = options
  if (strategy === 'rule' || models.length === 0) return null
  return {
    strategy,
    contract,
    async ask(question) {
      const places = models.flatMap(model => Array.from({ length: repeats }, (_, repeat) => ({ model, repeat })))
      const observations = await Promise.all(places.map(place => observe(place, question, options, send)))
      return toVerdict(observations, options)
    },
  }
}

interface Place {
  model: JudgeModel
  repeat: number
}

type Placement = JudgeAttempt['placement']

async function observe({ model, repeat }: Place, question: JudgeQuestion, options: JudgeOptions, send: SendToJudge): Promise<Observation> {
  const swapped = options.positionSwap === 'off' ? undefined : question.swapped
  const attempts = await Promise.all([
    attempt('original', question.prompt),
    ...(swapped === undefined ? [] : [attempt('swapped', swapped.prompt)]),
  ])
  return { judge: model.judgeId ?? model.modelId, attempts, values: valuesOf(attempts, question) }

  async function attempt(placement: Placement, prompt: string): Promise<JudgeAttempt> {
    const messages = toMessages(question.system, prompt, question.verdicts)
    const reply = await send(model, messages, { temperature: 0, max_tokens: 4096, ...model.generationConfig })
    return {
      judge_id: model.judgeId ?? model.modelId,
      repeat_id: repeat,
      placement,
      messages,
      latency: (reply.endedAt - reply.startedAt) / 1000,
      ...readReply(reply, question.verdicts),
    }
  }
}

function toMessages(system: string | undefined, prompt: string, verdicts: JudgeQuestion['verdicts']): Message[] {
  const user = { role: 'user', content: `${prompt}\n\n${askForForm(verdicts)}` }
  return system === undefined ? [user] : [{ role: 'system', content: system }, user]
}

function readReply(
  reply: Reply,
  verdicts: JudgeQuestion['verdicts'],
): Pick<JudgeAttempt, 'status' | 'raw_response' | 'parsed_value' | 'error'> {
  const text = reply.choices[0]?.content ?? ''
  if (reply.outcome !== 'success' && reply.failure?.kind !== 'empty') {
    const error = reply.failure?.detail ?? `the request was ${reply.outcome}`
    return { status: 'transport_error', raw_response: text || null, parsed_value: null, error }
  }
  const read = readVerdict(text, verdicts)
  if ('problem' in read) return { status: 'parse_error', raw_response: text, parsed_value: null, error: read.problem }
  return { status: 'success', raw_response: text, parsed_value: read, error: null }
}

/** Values of each placement; null unless every placement was read. */
function valuesOf(attempts: readonly JudgeAttempt[], question: JudgeQuestion): Observation['values'] {
  const values = attempts.flatMap(({ parsed_value, placement }) => {
    if (parsed_value === null) return []
    return [
      placement === 'swapped' && question.swapped ? question.swapped.values(parsed_value.verdict) : question.values(parsed_value.verdict),
    ]
  })
  return values.length === attempts.length ? values : null
}

function toVerdict(observations: readonly Observation[], options: JudgeOptions): JudgeVerdict {
  const attempts = observations.flatMap(observation => observation.attempts)
  const { values, tied } = combine(observations, options)
  const summary = summarize(observations, values !== null, tied)
  const first = observations.find(observation => observation.values !== null)?.attempts[0]?.parsed_value
  return {
    values,
    verdict: first?.verdict ?? null,
    reasoning: first?.reasoning ?? '',
    problem: values === null ? describeProblem(summary.status, attempts, options.minValidJudges) : null,
    attempts,
    summary,
  }
}

function describeProblem(status: JudgeVerdict['summary']['status'], attempts: readonly JudgeAttempt[], needed: number): string {
  const failed = attempts.find(attempt => attempt.error !== null)
  const detail = failed === undefined ? '' : ` (${failed.judge_id}: ${failed.error})`
  if (status === 'transport_error') return `no judge could be reached${detail}`
  if (status === 'parse_error') return `no judge gave a verdict in the agreed form${detail}`
  return `fewer than ${needed} judges gave a readable verdict${detail}`
}
