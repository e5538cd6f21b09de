import { dataFiles } from './data-files.js'
import type { ReadmeConfig } from './readme-configs.js'

const most = 8

/** For messages: the subsets and splits that a README declares, else the first data files. */
export function whatIsThere(paths: readonly string[], readme: readonly ReadmeConfig[]): string {
  if (readme.length > 0) return `There are: ${some(readme.map(({ name, splits }) => `${name} (${[...splits.keys()].join(', ')})`))}.`
  const files = dataFiles(paths).map(({ path }) => path)
  return files.length === 0 ? 'There are no data files.' : `There are: ${some(files)}.`
}

const some = (names: string[]): string =>
  [...names.slice(0, most), ...(names.length > most ? [`and ${names.length - most} more`] : [])].join(', ')
