import { dataFiles } from './data-files.js'
import { naturalOrder } from './natural-order.js'
import { tellsSplit } from './split-files.js'
import { splitNames } from './split-names.js'

/** Subsets that a folder has by the names of its files: those of `<subset>_<split>`, or where no name tells a split, the files themselves. */
export function subsetNames(paths: readonly string[], split: string): string[] {
  const stems = dataFiles(paths).map(({ stem }) => stem.replace(/^data\//, ''))
  const pattern = new RegExp(`^([^/]+)[_-](?:${splitNames(split).join('|')})$`)
  const named = stems.flatMap(stem => pattern.exec(stem)?.[1] ?? [])
  const plain = stems.filter(stem => !stem.includes('/') && !tellsSplit.test(stem))
  return [...new Set(named.length > 0 ? named : plain)].sort(naturalOrder)
}
