import type { EvalResult } from '../result.js'
import { type ScoreNames, scoreNames } from '../thresholds.js'
import { COLLECTION } from './collection-args.js'
import type { LoadedCollection } from './load-collection.js'
import type { CollectionSummary } from './summarize-collection.js'

/** What thresholds can name of a collection: itself, and every benchmark in it by its main metric. */
export function collectionScoreNames({ datasets, lines }: LoadedCollection): ScoreNames[] {
  const subsets = [...new Set(lines.map(({ line }) => `${line.dataset_name}/${line.subset_name}`))]
  const children = scoreNames(datasets, 1).map(names => ({ ...names, metrics: names.metrics.slice(0, 1) }))
  return [{ dataset: COLLECTION, metrics: ['score', 'macro', 'weighted'], subsets, aggregates: [] }, ...children]
}

/** `data_collection.macro` and `.weighted` over all lines; `<dataset>.<metric>` and `<dataset>.<subset>.<metric>` of its children. */
export function collectionValues({ tables, metrics }: Pick<CollectionSummary, 'tables' | 'metrics'>): EvalResult['values'] {
  const values: EvalResult['values'] = {}
  const [total] = tables.category_level
  values[`${COLLECTION}.macro`] = total?.macro?.value ?? null
  values[`${COLLECTION}.weighted`] = total?.weighted?.value ?? null
  for (const { names, micro } of [...tables.dataset_level, ...tables.subset_level]) {
    const { dataset_name: dataset = '', subset_name: subset } = names
    const metric = metrics[dataset] ?? ''
    values[[dataset, subset, metric].filter(part => part !== undefined).join('.')] ??= micro.value
  }
  return values
}
