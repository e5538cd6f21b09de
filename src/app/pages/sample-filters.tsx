import type { SampleGroup } from '../types.js'
import { Choice, Field, SearchField } from './pieces.js'
import { verdictChoices } from './verdict-mark.js'
import { useWords, type Word } from './words/words.js'

interface SampleFiltersProps {
  query: URLSearchParams
  groups: SampleGroup[]
  onChange(changes: Record<string, string>, replace: boolean): void
}

export function SampleFilters({ query, groups, onChange }: SampleFiltersProps) {
  const say = useWords()
  return (
    <search class="filters">
      <SearchField
        label={say('Search the texts')}
        value={query.get('text') ?? ''}
        placeholder={say('question or answer')}
        onSearch={text => onChange({ text }, false)}
      />
      <Groups query={query} groups={groups} onChange={onChange} />
      <Choice
        label={say('Verdict')}
        value={query.get('verdict') ?? ''}
        options={verdictChoices.map(([value, title]) => [value, say(title)] as const)}
        onChange={verdict => onChange({ verdict }, false)}
      />
      <Score name="minScore" label="Score from" query={query} onChange={onChange} />
      <Score name="maxScore" label="Score to" query={query} onChange={onChange} />
      <Flag name="truncated" label="Cut off" query={query} onChange={onChange} />
      <Flag name="unparsed" label="Unparsed" query={query} onChange={onChange} />
    </search>
  )
}

function Groups({ query, groups, onChange }: SampleFiltersProps) {
  const say = useWords()
  const dataset = query.get('dataset') ?? ''
  const datasets = [...new Set(groups.map(group => group.dataset))]
  const subsets = groups.filter(group => group.subset !== '' && (dataset === '' ? datasets.length === 1 : group.dataset === dataset))
  return (
    <>
      {datasets.length > 1 && (
        <Choice
          label={say('Data set')}
          value={dataset}
          options={[['', say('All')], ...datasets.map(name => [name, name] as const)]}
          onChange={value => onChange({ dataset: value, subset: '' }, false)}
        />
      )}
      {subsets.length > 1 && (
        <Choice
          label={say('Subset')}
          value={query.get('subset') ?? ''}
          options={[['', say('All')], ...subsets.map(({ subset, count }) => [subset, `${subset} (${count})`] as const)]}
          onChange={value => onChange({ subset: value }, false)}
        />
      )}
    </>
  )
}

type PartProps = Pick<SampleFiltersProps, 'query' | 'onChange'> & { name: string; label: Word }

function Flag({ name, label, query, onChange }: PartProps) {
  const say = useWords()
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={query.get(name) === 'true'}
        onChange={event => onChange({ [name]: event.currentTarget.checked ? 'true' : '' }, false)}
      />
      {say(label)}
    </label>
  )
}

/** A bound of the main score, 0 to 1. */
function Score({ name, label, query, onChange }: PartProps) {
  const say = useWords()
  return (
    <Field label={say(label)}>
      {id => (
        <input
          id={id}
          class="short"
          type="number"
          min="0"
          max="1"
          step="any"
          value={query.get(name) ?? ''}
          onChange={event => onChange({ [name]: event.currentTarget.value }, false)}
        />
      )}
    </Field>
  )
}
