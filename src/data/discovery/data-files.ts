import { dataFormats } from '../formats/index.js'
import { naturalOrder } from './natural-order.js'

/** A file of a repository or folder that may hold rows. */
export interface DataFile {
  path: string
  /** The path without the format's ending and `.gz`. */
  stem: string
  /** Place of its format in the order of preference. */
  rank: number
}

/** The files whose names tell a known format, without those that describe a repository; in natural order. */
export function dataFiles(paths: readonly string[]): DataFile[] {
  const files = paths.filter(path => !isDescription(path)).flatMap(asDataFile)
  return files.sort((one, other) => naturalOrder(one.stem, other.stem) || naturalOrder(one.path, other.path))
}

/** Those of one format only, the preferred one; a packed file beside its unpacked self is left out. */
export function ofOneFormat(files: readonly DataFile[]): string[] {
  const best = Math.min(...files.map(({ rank }) => rank))
  const paths = files.filter(({ rank }) => rank === best).map(({ path }) => path)
  return paths.filter(path => !(path.endsWith('.gz') && paths.includes(path.slice(0, -3))))
}

const endings = Object.values(dataFormats.parts).map(({ extensions }) => new RegExp(`\\.(?:${extensions.join('|')})(?:\\.gz)?$`, 'i'))

function asDataFile(path: string): DataFile[] {
  const rank = endings.findIndex(ending => ending.test(path))
  const ending = endings[rank]
  return ending === undefined ? [] : [{ path, stem: path.replace(ending, ''), rank }]
}

const descriptions = new Set([
  'configuration.json',
  'config.json',
  'dataset_info.json',
  'dataset_infos.json',
  'dataset_dict.json',
  'state.json',
  'metadata.json',
])

function isDescription(path: string): boolean {
  const names = path.split('/')
  return names.some(name => name.startsWith('.')) || descriptions.has(names.at(-1) ?? '')
}
