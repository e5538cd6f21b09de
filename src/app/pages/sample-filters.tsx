import type { SampleGroup } from '../types.js'
import { Choice, Field } from './pieces.js'
import { verdictChoices } from './verdict-mark.js'

interface SampleFiltersProps {
  query: URLSearchParams
  groups: SampleGroup[]
  onChange(changes: Record<string, string>, replace: boolean): void
}

export function SampleFilters({ query, groups, onChange }: SampleFiltersProps) {
  const dataset = query.get('dataset') ?? ''
  const datasets = [...new Set(groups.map(group => group.dataset))]
  const subsets = groups.filter(group => group.subset !== '' && (dataset === '' ? datasets.length === 1 : group.dataset === dataset))
  const flag = (name: string, label: string) => (
    <label class="check">
      <input
        type="checkbox"
        checked={query.get(name) === 'true'}
        onChange={event => onChange({ [name]: event.currentTarget.checked ? 'true' : '' }, false)}
      />
      {label}
    </label>
  )
  return (
    <search class="filters">
      <Field label="Search the texts">
        {id => (
          <input
            id={id}
            type="search"
            value={query.get('text') ?? ''}
            placeholder="question or answer"
            onChange={event => onChange({ text: event.currentTarget.value }, false)}
          />
        )}
      </Field>
      {datasets.length > 1 && (
        <Choice
          label="Data set"
          value={dataset}
          options={[['', 'All'], ...datasets.map(name => [name, name] as const)]}
          onChange={value => onChange({ dataset: value, subset: '' }, false)}
        />
      )}
      {subsets.length > 1 && (
        <Choice
          label="Subset"
          value={query.get('subset') ?? ''}
          options={[['', 'All'], ...subsets.map(({ subset, count }) => [subset, `${subset} (${count})`] as const)]}
          onChange={value => onChange({ subset: value }, false)}
        />
      )}
      <Choice
        label="Verdict"
        value={query.get('verdict') ?? ''}
        options={verdictChoices}
        onChange={verdict => onChange({ verdict }, false)}
      />
      {flag('truncated', 'Cut off')}
      {flag('unparsed', 'Unparsed')}
    </search>
  )
}
