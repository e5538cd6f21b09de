import { HubError } from './hub-error.js'

/**
 * A path of a repository, if it can be one below a folder of ours.
 * @throws HubError for what would lead out of it
 */
export function safePath(path: string): string {
  const parts = path.split('/')
  const wrong = parts.some(part => part === '' || part === '.' || part === '..' || /[\\\0]/.test(part)) || /^[a-z]:/i.test(path)
  if (wrong)
    throw new HubError('broken', `The hub names a file "${path}", which would lead out of the cache.`, 'Do not use this repository.')
  return path
}
