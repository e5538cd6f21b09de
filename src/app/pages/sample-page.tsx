import { useEffect } from 'preact/hooks'
import { FactGrid } from '../../report/page/fact-grid.js'
import type { Fact } from '../../report/types.js'
import type { Message, SampleAnswer } from '../types.js'
import { go, Link, to } from './address.js'
import { useAnswer } from './answer.js'
import { amount, ProblemBanner, RunNav } from './pieces.js'
import { PlainText } from './plain-text.js'
import { splitThinking } from './split-thinking.js'
import { VerdictMark } from './verdict-mark.js'

/** One sample: what was asked, what was answered, what was read in it, and why it counts as it does. */
export function SamplePage({ id, sample, query }: { id: string; sample: string; query: URLSearchParams }) {
  const { answer, problem } = useAnswer<SampleAnswer>(to(['api', 'runs', id, 'samples', sample], query))
  const way = (key: string | null | undefined) => (key ? to(['run', id, 'samples', key], query) : null)
  const [previous, next, list] = [way(answer?.previous), way(answer?.next), to(['run', id, 'samples'], query)]
  useKeys({ ArrowLeft: previous, k: previous, ArrowRight: next, j: next, Escape: list })
  return (
    <>
      <RunNav id={id} kind="eval" view={null} />
      <nav class="pager" aria-label="Samples">
        {previous === null ? <span>← Previous</span> : <Link href={previous}>← Previous</Link>}
        <Link href={list}>List</Link>
        {next === null ? <span>Next →</span> : <Link href={next}>Next →</Link>}
      </nav>
      <h1>
        <bdi>{answer?.sampleId ?? 'Sample'}</bdi>
      </h1>
      <ProblemBanner text={problem} />
      {answer !== null && problem === null && <Detail key={answer.key} sample={answer} />}
    </>
  )
}

function Detail({ sample }: { sample: SampleAnswer }) {
  const said = splitThinking(sample.answer)
  const reasoning = [sample.reasoning, said.thinking].filter(Boolean).join('\n')
  // A single message is the question itself, in the words of the prompt.
  const [first, ...more] = sample.messages
  return (
    <>
      <p class="outcome">
        <VerdictMark verdict={sample.verdict} score={sample.score} />
        {sample.truncated && <span class="tag">cut off at the limit of output tokens</span>}
        {sample.unparsed && <span class="tag">nothing could be read in it</span>}
      </p>
      <FactGrid facts={factsOf(sample)} />
      <Part title="Question">
        <PlainText text={sample.question} />
        <Choices choices={sample.choices} />
      </Part>
      {first !== undefined && (more.length > 0 || first.content !== sample.question) && <Conversation messages={sample.messages} />}
      {reasoning !== '' && (
        <details class="card">
          <summary>Reasoning ({reasoning.length} characters)</summary>
          <PlainText text={reasoning} />
        </details>
      )}
      <Part title="Answer">
        <PlainText text={said.answer} />
      </Part>
    </>
  )
}

function Part({ title, children }: { title: string; children: preact.ComponentChildren }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

function Choices({ choices }: { choices: string[] | null }) {
  if (choices === null || choices.length === 0) return null
  return (
    <ol class="choices" type="A">
      {choices.map(choice => (
        <li>
          <bdi>{choice}</bdi>
        </li>
      ))}
    </ol>
  )
}

function Conversation({ messages }: { messages: Message[] }) {
  return (
    <details class="card">
      <summary>What was sent ({messages.length === 1 ? 'one message' : `${messages.length} messages`})</summary>
      {messages.map(({ role, content }) => (
        <div class="message">
          <b>
            <bdi>{role}</bdi>
          </b>
          <PlainText text={content} />
        </div>
      ))}
    </details>
  )
}

function factsOf(sample: SampleAnswer): Fact[] {
  const { extracted, targets, rule, reason, notScored, scores, stopReason, latencySeconds, outputTokens, generation } = sample
  const facts: [string, string | null][] = [
    ['Read in the answer', extracted],
    ['Right answer', targets.length === 0 ? null : targets.join(' | ')],
    ['Rule', rule],
    ['Why', reason],
    ['Not scored because', notScored],
    ['Scores', scores.length < 2 ? null : scores.map(({ name, value }) => `${name} ${value}`).join(', ')],
    ['Answer no.', generation === 0 ? null : String(generation + 1)],
    ['Ended with', stopReason],
    ['Latency', latencySeconds === null ? null : amount(latencySeconds, 's')],
    ['Output', outputTokens === null ? null : amount(outputTokens, 'tokens')],
  ]
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}

/** Keys that lead to other views, where nobody is typing. */
function useKeys(ways: Record<string, string | null>): void {
  useEffect(() => {
    const follow = (event: KeyboardEvent) => {
      const href = ways[event.key]
      const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement
      if (!href || typing || event.metaKey || event.ctrlKey || event.altKey) return
      event.preventDefault()
      go(href)
    }
    addEventListener('keydown', follow)
    return () => removeEventListener('keydown', follow)
  })
}
