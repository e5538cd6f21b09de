import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { FactGrid, type ShownFact } from '../../report/page/fact-grid.js'
import type { Say } from '../../report/page/language.js'
import { recall, remember } from '../../report/page/remembered.js'
import type { Message, SampleAnswer } from '../types.js'
import { Link, to } from './address.js'
import { useAnswer } from './answer.js'
import { JudgeAttempts } from './judge-attempts.js'
import { ModelText, WritingContext } from './model-text.js'
import { amount, Choice, ProblemBanner, RunNav } from './pieces.js'
import { PlainText } from './plain-text.js'
import { ScoreDetails } from './score-details.js'
import { splitThinking } from './split-thinking.js'
import { useKeys } from './use-keys.js'
import { VerdictMark } from './verdict-mark.js'
import { useWords, type Word } from './words/words.js'

const writings = ['drawn', 'as-written'] as const

/** One sample: what was asked, what was answered, what was read in it, and why it counts as it does. */
export function SamplePage({ id, sample, query }: { id: string; sample: string; query: URLSearchParams }) {
  const say = useWords()
  const [writing, write] = useState(() => recall('writing', writings) ?? 'drawn')
  const { answer, problem } = useAnswer<SampleAnswer>(to(['api', 'runs', id, 'samples', sample], query))
  const way = (key: string | null | undefined) => (key ? to(['run', id, 'samples', key], query) : null)
  const [previous, next, list] = [way(answer?.previous), way(answer?.next), to(['run', id, 'samples'], query)]
  useKeys({ ArrowLeft: previous, k: previous, ArrowRight: next, j: next, Escape: list })
  const choose = (value: string) => {
    remember('writing', value)
    write(value === 'drawn' ? 'drawn' : 'as-written')
  }
  return (
    <WritingContext.Provider value={writing}>
      <RunNav id={id} kind="eval" view={null} />
      <nav class="pager" aria-label={say('Samples')} title={say('Keys: ← or k, → or j for the neighbours, Esc for the list.')}>
        {previous === null ? <span>{say('← Previous')}</span> : <Link href={previous}>{say('← Previous')}</Link>}
        <Link href={list}>{say('List')}</Link>
        {next === null ? <span>{say('Next →')}</span> : <Link href={next}>{say('Next →')}</Link>}
      </nav>
      <h1>
        <bdi>{answer?.sampleId ?? say('Sample')}</bdi>
      </h1>
      <ProblemBanner text={problem} />
      {answer !== null && problem === null && (
        <Detail key={answer.key} sample={answer}>
          <Choice
            label={say('Texts are shown')}
            value={writing}
            options={[
              ['drawn', say('drawn')],
              ['as-written', say('as written')],
            ]}
            onChange={choose}
          />
        </Detail>
      )}
    </WritingContext.Provider>
  )
}

function Detail({ sample, children }: { sample: SampleAnswer; children: ComponentChildren }) {
  const say = useWords()
  const said = splitThinking(sample.answer)
  const reasoning = [sample.reasoning, said.thinking].filter(Boolean).join('\n')
  // A single message is the question itself, in the words of the prompt.
  const [first, ...more] = sample.messages
  return (
    <>
      <div class="outcome">
        <VerdictMark verdict={sample.verdict} score={sample.score} />
        {sample.truncated && <span class="tag">{say('cut off at the limit of output tokens')}</span>}
        {sample.unparsed && <span class="tag">{say('nothing could be read in it')}</span>}
        <div class="writing">{children}</div>
      </div>
      <FactGrid facts={factsOf(sample, say)} />
      <Part title={say('Question')}>
        <ModelText text={sample.question} />
        <Choices choices={sample.choices} />
      </Part>
      {first !== undefined && (more.length > 0 || first.content !== sample.question) && <Conversation messages={sample.messages} />}
      {reasoning !== '' && (
        <details class="card">
          <summary>
            {say('Reasoning')} ({say('{count} characters', { count: reasoning.length })})
          </summary>
          <ModelText text={reasoning} />
        </details>
      )}
      <Part title={say('Answer')}>
        <ModelText text={said.answer} />
      </Part>
      {isProgram(sample.extracted) && (
        <Part title={say('Read in the answer')}>
          <PlainText text={sample.extracted} code />
        </Part>
      )}
      <JudgeAttempts judges={sample.judges} />
      <ScoreDetails details={sample.details} />
    </>
  )
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
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
          <ModelText text={choice} />
        </li>
      ))}
    </ol>
  )
}

function Conversation({ messages }: { messages: Message[] }) {
  const say = useWords()
  const count = messages.length
  return (
    <details class="card" open={count > 1}>
      <summary>
        {say('What was sent')} ({count === 1 ? say('one message') : say('{count} messages', { count })})
      </summary>
      {messages.map(({ role, content }) => (
        <div class="message">
          <b>
            <bdi>{role}</bdi>
          </b>
          <ModelText text={content} />
        </div>
      ))}
    </details>
  )
}

function factsOf(sample: SampleAnswer, say: Say<Word>): ShownFact[] {
  const { extracted, targets, rule, reason, notScored, scores, stopReason, generation } = sample
  const facts: [Word, string | null][] = [
    ['Read in the answer', isProgram(extracted) ? null : extracted],
    ['Right answer', targets.filter(Boolean).join(' | ') || null],
    ['Rule', rule],
    ['Why', reason],
    ['Not scored because', notScored],
    ['Scores', scores.length < 2 ? null : scores.map(({ name, value }) => `${name} ${value}`).join(', ')],
    ['Answer no.', generation === 0 ? null : String(generation + 1)],
    ['Ended with', stopReason],
    ['Latency', measured(sample.latencySeconds, 's')],
    ['Time to first token', measured(sample.ttftSeconds, 's')],
    ['Input', measured(sample.inputTokens, say('tokens'))],
    ['Output', measured(sample.outputTokens, say('tokens'))],
  ]
  return facts.flatMap(([label, value]) =>
    value === null ? [] : [{ label: say(label), value, verbatim: label !== 'Why' && label !== 'Not scored because' }],
  )
}

const measured = (value: number | null, unit: string): string | null => (value === null ? null : amount(value, unit))

/** Several lines: they are shown as they stand. */
const isProgram = (extracted: string | null): extracted is string => extracted?.trim().includes('\n') === true
