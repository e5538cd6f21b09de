import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { UserError } from '../lib/errors.js'
import { systemCode } from '../lib/system-error.js'
import { writeError } from './write-file.js'

export const lockName = 'run.lock'

/** `held`: a process writes the run; `stale`: that process is gone; `free`: there is no lock. */
export type LockState = 'free' | 'held' | 'stale'

/** Paths of the locks that this process holds: its own pid in any other lock is left over from before. */
const ownLocks = new Set<string>()

/**
 * Makes this process the only writer of a folder; answers how to give that up. A lock whose process is gone is taken over.
 *
 * @throws UserError where another process writes there, or the folder cannot be written to.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, lockName)
  for (let attempt = 0; attempt < 5; attempt++) {
    if (await tryLock(path)) return () => unlock(path)
    const text = await readLockText(path)
    if (text !== null && stateOf(path, text) === 'held') throw heldError(folder, path, text)
    if (text !== null) await removeStale(path, text)
  }
  throw heldError(folder, path, '')
}

export async function lockState(folder: string): Promise<LockState> {
  const path = join(folder, lockName)
  const text = await readLockText(path)
  return text === null ? 'free' : stateOf(path, text)
}

async function tryLock(path: string): Promise<boolean> {
  try {
    await writeFile(path, `${JSON.stringify({ pid: process.pid, host: hostname() })}\n`, { flag: 'wx' })
    ownLocks.add(path)
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw writeError(path, error)
  }
}

async function unlock(path: string): Promise<void> {
  ownLocks.delete(path)
  await rm(path, { force: true })
}

async function readLockText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return null
    throw writeError(path, error)
  }
}

function stateOf(path: string, text: string): LockState {
  const { pid, host } = parseLock(text)
  // An unreadable lock, or one of another machine, cannot be judged from here, so it is believed.
  if (pid === null || (host !== null && host !== hostname())) return 'held'
  if (pid === process.pid) return ownLocks.has(path) ? 'held' : 'stale'
  return isAlive(pid) ? 'held' : 'stale'
}

function parseLock(text: string): { pid: number | null; host: string | null } {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'number') return { pid: value, host: null }
    if (typeof value !== 'object' || value === null) return { pid: null, host: null }
    const pid = 'pid' in value && typeof value.pid === 'number' ? value.pid : null
    return { pid, host: 'host' in value && typeof value.host === 'string' ? value.host : null }
  } catch {
    return { pid: null, host: null }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Not ours to signal, but there.
    return systemCode(error) === 'EPERM'
  }
}

/** Takes the lock away by a rename, which only one of several contenders can do, and puts it back if it is not the one that was judged. */
async function removeStale(path: string, judged: string): Promise<void> {
  const aside = `${path}.${process.pid}`
  try {
    await rename(path, aside)
    if ((await readFile(aside, 'utf8')) === judged) await rm(aside)
    else await rename(aside, path)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw writeError(path, error)
  }
}

function heldError(folder: string, path: string, text: string): UserError {
  const { pid, host } = parseLock(text)
  const who = pid === null ? 'another process' : `process ${pid}${host === null || host === hostname() ? '' : ` on ${host}`}`
  return new UserError(
    `Another run is writing to ${folder} (${who}).`,
    `Wait for it or choose another folder; if it is gone for good, remove ${path}.`,
  )
}
