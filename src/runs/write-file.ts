import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { UserError } from '../lib/errors.js'
import { systemCode, systemReason } from '../lib/system-error.js'

let written = 0

/**
 * Writes a file so that readers see the old text or the new one, never half of it: into a temporary file beside it, then renamed.
 *
 * @throws UserError that names the file and the reason.
 */
export async function writeFileWhole(path: string, text: string): Promise<void> {
  const temporary = temporaryFor(path)
  try {
    await writeFile(temporary, text).catch(error => withFolder(error, temporary, text))
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw writeError(path, error)
  }
}

/** The same for a JSONL file, which may be longer than a text can be. `hint` says what to do where it cannot be written. */
export async function writeJsonLines(path: string, records: Iterable<unknown>, hint: string): Promise<void> {
  const temporary = temporaryFor(path)
  try {
    await pipeline(linesOf(records), createWriteStream(temporary))
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined)
    throw new UserError(`Cannot write ${path}: ${systemReason(error)}.`, hint, { cause: error })
  }
}

function* linesOf(records: Iterable<unknown>): Generator<string> {
  for (const record of records) yield `${JSON.stringify(record)}\n`
}

const temporaryFor = (path: string): string => join(dirname(path), `.${basename(path)}.${process.pid}.${written++}.tmp`)

/** Removes what a writer that was killed left behind in a folder and below; nobody else may be writing there. */
export async function removeLeftovers(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  for (const { name, parentPath } of entries) if (LEFTOVER.test(name)) await rm(join(parentPath, name), { force: true })
}

const LEFTOVER = /^\..+\.\d+\.\d+\.tmp$/

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
