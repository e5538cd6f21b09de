import type { JudgeAttempt } from '../types.js'
import { ModelText } from './model-text.js'
import { amount } from './pieces.js'
import { useWords } from './words/words.js'

/** What each judge was asked and said. */
export function JudgeAttempts({ judges }: { judges: readonly JudgeAttempt[] }) {
  const say = useWords()
  if (judges.length === 0) return null
  return (
    <section class="card">
      <h2>{say('Judges')}</h2>
      {judges.map((attempt, place) => (
        <Attempt key={place} attempt={attempt} />
      ))}
    </section>
  )
}

function Attempt({ attempt: { judge, repeat, swapped, status, asked, reply, verdict, error, latencySeconds } }: { attempt: JudgeAttempt }) {
  const say = useWords()
  const name = repeat === null ? judge : say('{judge}, repeat {repeat}', { judge, repeat: repeat + 1 })
  const facts = [swapped ? say('answers swapped') : '', latencySeconds === null ? '' : amount(latencySeconds, 's')].filter(Boolean)
  return (
    <details class="message">
      <summary>
        <b>
          <bdi>{name}</bdi>
        </b>{' '}
        <AttemptStatus status={status} /> {verdict !== null && <bdi>{verdictText(verdict)}</bdi>} {facts.join(', ')}
      </summary>
      {error !== null && <p class="note">{error}</p>}
      {reply !== null && (
        <>
          <h3>{say('What the judge replied')}</h3>
          <ModelText text={reply} />
        </>
      )}
      <h3>{say('What the judge was asked')}</h3>
      {asked.map(({ role, content }, place) => (
        <div key={place} class="message">
          <b>
            <bdi>{role}</bdi>
          </b>
          <ModelText text={content} />
        </div>
      ))}
    </details>
  )
}

function AttemptStatus({ status }: { status: string }) {
  const say = useWords()
  if (status === 'success') return null
  return <span class="tag">{status === 'parse_error' ? say('could not be read') : say('could not be had')}</span>
}

function verdictText(verdict: unknown): string {
  if (typeof verdict === 'object' && verdict !== null && 'verdict' in verdict) return String(verdict.verdict)
  return typeof verdict === 'string' || typeof verdict === 'number' ? String(verdict) : JSON.stringify(verdict)
}
