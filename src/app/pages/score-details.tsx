import { FactGrid } from '../../report/page/fact-grid.js'
import type { Fact } from '../../report/types.js'
import { PlainText } from './plain-text.js'
import { useWords } from './words/words.js'

type Details = Readonly<Record<string, unknown>>

/** What else the score keeps: what became of a program's tests, and the rest as it stands in the file (checks of instructions, turns). */
export function ScoreDetails({ details }: { details: Details | null }) {
  const say = useWords()
  if (details === null) return null
  return (
    <>
      <TestVerdicts details={details} />
      <details class="card">
        <summary>{say('Further details of the score')}</summary>
        <PlainText text={JSON.stringify(details, null, 2)} code />
      </details>
    </>
  )
}

function TestVerdicts({ details: { tests, passed, failed } }: { details: Details }) {
  const say = useWords()
  if (typeof tests !== 'number' || typeof passed !== 'number') return null
  const { kind, type, line, test } = isObject(failed) ? failed : {}
  const number = isObject(test) ? test.number : test
  const facts: Fact[] = [
    { label: say('First test that failed'), value: wordOf(number) },
    { label: say('How it failed'), value: [wordOf(kind), wordOf(type)].filter(Boolean).join(': ') },
    { label: say('Line of the program'), value: wordOf(line) },
  ]
  return (
    <section class="card">
      <h2>{say('Tests of the program')}</h2>
      <p>
        <meter min={0} max={Math.max(1, tests)} value={passed} aria-label={say('Tests of the program')} />{' '}
        {say('{passed} of {tests} passed', { passed, tests })}
      </p>
      <FactGrid facts={facts.filter(({ value }) => value !== '')} />
    </section>
  )
}

const isObject = (value: unknown): value is Details => typeof value === 'object' && value !== null

const wordOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
