import { readFileSync } from 'node:fs'

interface Package {
  version: string
  description: string
}

/** Version and description of this package, from its package.json (two folders up, from source and compiled alike). */
export function readPackage(): Package {
  // Our own file, published with this one.
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as Package
}
