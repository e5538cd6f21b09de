import { useState } from 'preact/hooks'
import type { Flips, SampleAnswer } from '../types.js'
import { Link, to } from './address.js'
import { useAnswers } from './answer.js'
import { ModelText } from './model-text.js'
import { ProblemBanner } from './pieces.js'
import { splitThinking } from './split-thinking.js'
import { VerdictMark } from './verdict-mark.js'
import { useWords, type Word } from './words/words.js'

type Flip = Flips['worse'][number]

interface FlipListProps {
  flips: readonly Flips[]
  a: string
  b: string
}

/** More are found by the filters of the samples. */
const mostShown = 100

/** The questions that one run answered better than the other, both answers side by side. */
export function FlipList({ flips, a, b }: FlipListProps) {
  const say = useWords()
  if (flips.every(({ worse, better }) => worse.length + better.length === 0)) return null
  return (
    <section class="card flips">
      <h2>{say('Questions that changed')}</h2>
      {flips.map(({ dataset, worse, better }) => (
        <div key={dataset}>
          <Direction title="{dataset}: worse in B ({count})" dataset={dataset} flips={worse} a={a} b={b} />
          <Direction title="{dataset}: better in B ({count})" dataset={dataset} flips={better} a={a} b={b} />
        </div>
      ))}
    </section>
  )
}

function Direction({ title, dataset, flips, a, b }: { title: Word; dataset: string; flips: readonly Flip[]; a: string; b: string }) {
  const say = useWords()
  if (flips.length === 0) return null
  return (
    <>
      <h3>{say(title, { dataset, count: flips.length })}</h3>
      {flips.slice(0, mostShown).map(flip => (
        <FlipCard key={flip.sample} flip={flip} a={a} b={b} />
      ))}
      {flips.length > mostShown && <p class="note">{say('{count} more are not shown.', { count: flips.length - mostShown })}</p>}
    </>
  )
}

function FlipCard({ flip, a, b }: { flip: Flip; a: string; b: string }) {
  const [open, setOpen] = useState(false)
  return (
    <details class="flip" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        <span class="change">
          {shortValue(flip.before)} → {shortValue(flip.after)}
        </span>
        <bdi>{flip.question ?? flip.sample}</bdi> <small>{flip.subset}</small>
      </summary>
      {open && <SideBySide flip={flip} a={a} b={b} />}
    </details>
  )
}

const shortValue = (value: number): string => String(Math.round(value * 1000) / 1000)

function SideBySide({ flip, a, b }: { flip: Flip; a: string; b: string }) {
  const places = [
    { name: 'A', id: a, key: flip.keyA },
    { name: 'B', id: b, key: flip.keyB },
  ]
  const { answer: samples, problem } = useAnswers<SampleAnswer>(places.map(({ id, key }) => to(['api', 'runs', id, 'samples', key])))
  if (samples === null) return <ProblemBanner text={problem} />
  return (
    <>
      {samples[0] !== undefined && <ModelText text={samples[0].question} />}
      <div class="sides">
        {samples.map((sample, place) => (
          <Side
            key={place}
            name={places[place]?.name ?? ''}
            href={to(['run', places[place]?.id ?? '', 'samples', sample.key])}
            sample={sample}
          />
        ))}
      </div>
    </>
  )
}

function Side({ name, href, sample }: { name: string; href: string; sample: SampleAnswer }) {
  const say = useWords()
  return (
    <section aria-label={name}>
      <h4>
        {name} <VerdictMark verdict={sample.verdict} score={sample.score} /> <Link href={href}>{say('Sample')}</Link>
      </h4>
      <p class="note">
        {say('Read in the answer')}: <bdi>{sample.extracted ?? '–'}</bdi>
      </p>
      <ModelText text={splitThinking(sample.answer).answer} />
    </section>
  )
}
