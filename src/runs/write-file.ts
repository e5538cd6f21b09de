import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { UserError } from '../lib/errors.js'
import { systemCode, systemReason } from '../lib/system-error.js'

let written = 0

/**
 * Writes a file so that readers see the old text or the new one, never half of it: into a temporary file beside it, then renamed.
 *
 * @throws UserError that names the file and the reason.
 */
export async function writeFileWhole(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.${written++}.tmp`)
  try {
    await writeFile(temporary, text).catch(error => withFolder(error, temporary, text))
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw writeError(path, error)
  }
}

/** A file of a folder below the run's that is not there yet: the folder is made, and the file written again. */
async function withFolder(error: unknown, path: string, text: string): Promise<void> {
  if (systemCode(error) !== 'ENOENT') throw error
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

export function writeError(path: string, error: unknown): UserError {
  return new UserError(`Cannot write ${path}: ${systemReason(error)}.`, 'Free some space, or choose another folder with --outputs-dir.', {
    cause: error,
  })
}
