import type { TableSection } from '../report/types.js'
import type { DatasetSettings } from './dataset-args.js'
import type { LoadedDataset } from './load-dataset.js'

type Asked = Pick<LoadedDataset, 'benchmark' | 'settings'>

/** How each data set was asked and judged, defaults included: of several published protocols the reader must know which one it was. */
export function askedTable(datasets: readonly Asked[]): TableSection {
  const rows = new Map(datasets.map(asked => rowOf(asked)).map(row => [JSON.stringify(row), row]))
  return {
    kind: 'table',
    id: 'asked',
    title: 'How it was asked',
    columns: [{ title: 'Dataset' }, { title: 'Version' }, { title: 'Split' }, { title: 'Worked examples' }, { title: 'Options' }],
    rows: [...rows.values()],
  }
}

function rowOf({ benchmark, settings }: Asked): (string | number)[] {
  const { args, split } = settings
  const shots = args.shots ?? benchmark.shots.count
  return [
    benchmark.name,
    benchmark.version,
    split ?? benchmark.data.split,
    args.randomShots && shots > 0 ? `${shots}, drawn` : String(shots),
    optionsOf(settings).join('; ') || 'none',
  ]
}

function optionsOf({ args, filters, aggregation }: DatasetSettings): string[] {
  const given: [string, boolean][] = [
    ['prompt of the user', args.promptTemplate !== null],
    ['system prompt', args.systemPrompt !== null],
    ['questions shuffled', args.shuffle],
    ['choices shuffled', args.shuffleChoices],
  ]
  return [
    ...Object.entries(args.extra).map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`),
    ...given.flatMap(([words, holds]) => (holds ? [words] : [])),
    ...(filters.length > 0 ? [`filters: ${filters.map(([name]) => name).join(', ')}`] : []),
    ...(aggregation === 'mean' ? [] : [`aggregation: ${aggregation}`]),
  ]
}
