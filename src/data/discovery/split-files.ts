import { type DataFile, dataFiles, ofOneFormat } from './data-files.js'
import { globTest } from './glob.js'
import type { ReadmeConfig } from './readme-configs.js'
import { splitNames } from './split-names.js'

export interface SplitFiles {
  /** In the order in which they are read. */
  files: string[]
  /** A plain sentence, where something was assumed. */
  note: string | null
}

/**
 * Which files of a folder or repository hold a split: what its README declares; else what names tell, the first of these that is there
 * (also below `data/`, also in numbered parts):
 * `<subset>_<split>`, `<subset>/<split>`, `<subset>/<split>/*`, `<split>/<subset>`; without a subset `<split>` and `<split>/*`; then
 * `<subset>`, a file that serves any split; and for `train` the files of a folder in which no name tells a split.
 * Null where there are none.
 */
export function findSplitFiles(
  paths: readonly string[],
  subset: string | null,
  split: string,
  readme: readonly ReadmeConfig[],
): SplitFiles | null {
  const files = dataFiles(paths)
  const declared = byReadme(files, subset, split, readme)
  if (declared !== null) return { files: declared, note: null }
  for (const name of splitNames(split)) {
    const found = byName(files, subset, name)
    if (found !== null) return { files: found, note: name === split ? null : `The split "${split}" was read from "${name}" files.` }
  }
  return bySubsetAlone(files, subset, split) ?? onlyTrain(files, subset, split)
}

/** Files that are named by whoever asks, where all of them are there; null where not. */
export function namedFiles(paths: readonly string[], files: readonly string[] | undefined): string[] | null {
  return files?.every(file => paths.includes(file)) ? [...files] : null
}

function byReadme(files: readonly DataFile[], subset: string | null, split: string, readme: readonly ReadmeConfig[]): string[] | null {
  const [only] = readme
  const wanted = isDefault(subset)
    ? (readme.find(config => config.isDefault || config.name === 'default') ?? (readme.length === 1 ? only : undefined))
    : readme.find(config => config.name === subset)
  const patterns = splitNames(split)
    .map(name => wanted?.splits.get(name))
    .find(found => found !== undefined)
  const found = new Set((patterns ?? []).flatMap(pattern => matching(files, globTest(pattern))))
  return found.size === 0 ? null : [...found]
}

const matching = (files: readonly DataFile[], test: (path: string) => boolean): string[] => files.map(({ path }) => path).filter(test)

function byName(files: readonly DataFile[], subset: string | null, split: string): string[] | null {
  for (const pattern of stemPatterns(subset, escaped(split))) {
    const found = files.filter(({ stem }) => pattern.test(stem))
    if (found.length > 0) return ofOneFormat(found)
  }
  return null
}

/** `-00000-of-00002`, `2` … or nothing. */
const numbered = '(?:[-_.]?\\d[^/]*)?'
const worded = '[-_.][^/]+'

function stemPatterns(subset: string | null, split: string): RegExp[] {
  const named = escaped(subset ?? 'default')
  const withSubset = [
    `${named}[_-]${split}${numbered}`,
    `${named}/(?:${named}[_-])?${split}${numbered}`,
    `${named}/(?:partial-)?${split}/[^/]+`,
    `${split}/${named}(?:[_-]${split})?${numbered}`,
    `${named}[_/-]${split}${worded}`,
  ]
  const withoutSubset = isDefault(subset) ? [`${split}${numbered}`, `${split}/[^/]+`, `${split}${worded}`] : []
  return [...withSubset, ...withoutSubset].map(pattern => new RegExp(`^(?:data/)?${pattern}$`))
}

function bySubsetAlone(files: readonly DataFile[], subset: string | null, split: string): SplitFiles | null {
  const pattern = new RegExp(`^(?:data/)?${escaped(subset ?? 'default')}$`)
  const found = files.filter(({ stem }) => pattern.test(stem))
  if (found.length === 0) return null
  const chosen = ofOneFormat(found)
  return { files: chosen, note: `${chosen.join(', ')} names no split; it was read as "${split}".` }
}

function onlyTrain(files: readonly DataFile[], subset: string | null, split: string): SplitFiles | null {
  if (split !== 'train' || !isDefault(subset) || files.length === 0 || files.some(({ stem }) => tellsSplit.test(stem))) return null
  return { files: ofOneFormat(files), note: 'No file names a split, so all of them were read as "train".' }
}

/** A word in a name of a file that says which split it holds. */
export const tellsSplit = /(?:^|[^a-z])(?:train(?:ing)?|test(?:ing)?|val(?:id(?:ation)?)?|dev)(?:[^a-z]|$)/i

const isDefault = (subset: string | null): boolean => subset === null || subset === 'default'
const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
