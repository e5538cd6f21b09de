import { fileURLToPath } from 'node:url'
import { UserError } from '../lib/errors.js'

/** The folder of a data set that ships with the package (`data/` is two folders up both in src and in dist). */
export function packagedFolder(name: string): string {
  if (/^[\w-]+$/.test(name)) return fileURLToPath(new URL(`../../data/${name}`, import.meta.url))
  throw new UserError(`No data set "${name}" ships with this package.`, 'Check its name.')
}
