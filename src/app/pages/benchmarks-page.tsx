import type { BenchmarkCard, BenchmarksAnswer } from '../types.js'
import { go, to } from './address.js'
import { useAnswer } from './answer.js'
import { ProblemBanner, SearchField } from './pieces.js'
import { useWords } from './words/words.js'

/** The catalogue: what each benchmark asks, how it is scored, and the command that runs it. */
export function BenchmarksPage({ query }: { query: URLSearchParams }) {
  const say = useWords()
  const { answer, problem } = useAnswer<BenchmarksAnswer>('/api/benchmarks')
  const [search, tag] = [query.get('search') ?? '', query.get('tag') ?? '']
  const cards = answer?.benchmarks ?? []
  const shown = cards.filter(card => isMeant(card, search, tag))
  const set = (changes: Record<string, string>, replace = false) =>
    go(to(['benchmarks'], { ...Object.fromEntries(query), ...changes }), { replace })
  return (
    <>
      <h1>{say('Benchmarks')}</h1>
      <ProblemBanner text={problem} />
      {answer !== null && (
        <>
          <search class="filters">
            <SearchField
              label={say('Search')}
              value={search}
              placeholder={say('name, title, description')}
              whileTyping
              onSearch={search => set({ search }, true)}
            />
            <Tags cards={cards} chosen={tag} onChoose={chosen => set({ tag: chosen })} />
          </search>
          <p class="note" role="status">
            {say('{total} of {all} benchmarks.', { total: shown.length, all: cards.length })}
          </p>
          <div class="benchmarks">
            {shown.map(card => (
              <Card key={card.name} card={card} />
            ))}
          </div>
        </>
      )}
    </>
  )
}

function isMeant({ name, title, about, tags }: BenchmarkCard, search: string, tag: string): boolean {
  if (tag !== '' && !tags.some(own => own.toLowerCase() === tag)) return false
  const text = [name, title, about, ...tags].join(' ').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/)
    .every(word => text.includes(word))
}

function Tags({ cards, chosen, onChoose }: { cards: readonly BenchmarkCard[]; chosen: string; onChoose(tag: string): void }) {
  const say = useWords()
  const tags = [...new Set(cards.flatMap(card => card.tags.map(tag => tag.toLowerCase())))].sort()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms; these are filters that act at once
    <div class="tags" role="group" aria-label={say('Tags')}>
      {tags.map(tag => (
        <button key={tag} type="button" class="quiet" aria-pressed={tag === chosen} onClick={() => onChoose(tag === chosen ? '' : tag)}>
          {tag}
        </button>
      ))}
    </div>
  )
}

function Card({ card }: { card: BenchmarkCard }) {
  const say = useWords()
  const { name, title, about, tags, metrics, subsets, shots, split, judged, runsPrograms, packaged, options } = card
  const notes = [
    judged === 'always' && say('scored by a judge model'),
    runsPrograms && say('runs the programs that the model writes'),
    packaged && say('its rows come with this program'),
  ].filter(note => note !== false)
  return (
    <article class="card benchmark" id={`benchmark-${name}`}>
      <h2>
        {title} <code>{name}</code>
      </h2>
      <p>{about}</p>
      <p class="tags">
        {tags.map(tag => (
          <span key={tag} class="label">
            {tag}
          </span>
        ))}
      </p>
      <details class="benchmark-details">
        <summary>{say('Details')}</summary>
        <dl class="facts">
          <Fact label={say('Metrics')} value={metrics.map(metric => metric.title).join(', ')} />
          <Fact label={say('Worked examples')} value={String(shots.count)} />
          <Fact label={say('Split')} value={split} />
          <Fact label={`${say('Subsets')} (${subsets.length})`} value={shortList(subsets)} />
          <Fact label="ModelScope" value={card.modelscope} />
          <Fact label="Hugging Face" value={card.huggingface} />
          {options.map(option => (
            <Fact key={option.name} label={option.name} value={option.about} />
          ))}
        </dl>
      </details>
      {notes.length > 0 && <p class="note">{notes.join('; ')}</p>}
      <pre class="command">
        <code>
          {/* Whole words: a line may not end within an option's name. */}
          {`evalscope-ts eval --datasets ${name} --limit 10`
            .split(' ')
            .map((word, place) => [place > 0 && ' ', <span key={word}>{word}</span>])}
        </code>
      </pre>
    </article>
  )
}

const mostSubsets = 12

function shortList(names: readonly string[]): string {
  return names.length <= mostSubsets ? names.join(', ') : `${names.slice(0, mostSubsets).join(', ')}, …`
}

function Fact({ label, value }: { label: string; value: string | null }) {
  if (value === null || value === '') return null
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  )
}
