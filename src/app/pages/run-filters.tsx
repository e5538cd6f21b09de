import type { RunsAnswer } from '../types.js'
import { Choice, Field, SearchField } from './pieces.js'
import { useWords, type Word } from './words/words.js'

interface RunFiltersProps {
  query: URLSearchParams
  answer: RunsAnswer
  onChange(changes: Record<string, string>, replace?: boolean): void
}

export function RunFilters({ query, answer: { models, datasets }, onChange }: RunFiltersProps) {
  const say = useWords()
  const all = (names: readonly string[]) => [['', say('All')] as const, ...names.map(name => [name, name] as const)]
  return (
    <search class="filters">
      <SearchField
        label={say('Search')}
        value={query.get('search') ?? ''}
        placeholder={say('name, model, data set')}
        whileTyping
        onSearch={search => onChange({ search }, true)}
      />
      <Choice
        label={say('Kind')}
        value={query.get('kind') ?? ''}
        options={[
          ['', say('All')],
          ['perf', say('Load tests')],
          ['eval', say('Evaluations')],
        ]}
        onChange={kind => onChange({ kind })}
      />
      <Choice label={say('Model')} value={query.get('model') ?? ''} options={all(models)} onChange={model => onChange({ model })} />
      <Choice
        label={say('Data set')}
        value={query.get('dataset') ?? ''}
        options={all(datasets)}
        onChange={dataset => onChange({ dataset })}
      />
      <Day name="since" label="From" query={query} onChange={onChange} />
      <Day name="until" label="Until" query={query} onChange={onChange} />
    </search>
  )
}

/** A day of the reader's, as the moment at which it begins (`since`) or ends (`until`). */
function Day({ name, label, query, onChange }: Pick<RunFiltersProps, 'query' | 'onChange'> & { name: 'since' | 'until'; label: Word }) {
  const say = useWords()
  return (
    <Field label={say(label)}>
      {id => (
        <input
          id={id}
          type="date"
          value={dayOf(query.get(name))}
          onChange={event => onChange({ [name]: momentOf(event.currentTarget.value, name) })}
        />
      )}
    </Field>
  )
}

function dayOf(moment: string | null): string {
  const date = new Date(moment ?? Number.NaN)
  if (Number.isNaN(date.getTime())) return ''
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

function momentOf(day: string, name: 'since' | 'until'): string {
  if (day === '') return ''
  return new Date(`${day}T${name === 'since' ? '00:00:00.000' : '23:59:59.999'}`).toISOString()
}
