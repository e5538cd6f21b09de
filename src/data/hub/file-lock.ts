import { mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname } from 'node:path'
import { parseJson } from '../../lib/parse-json.js'
import { systemCode } from '../../lib/system-error.js'
import type { Timing } from './timing.js'

const askAgainMs = 250
/** A lock of another machine, whose processes cannot be looked at, counts this long. */
const foreignLockMs = 30 * 60 * 1000
/** No lock counts longer: its process number may have passed to another program. */
const longestLockMs = 6 * 60 * 60 * 1000

/**
 * Does work while no other process of this program does it under the same lock. It spares double downloads; that files are right does
 * not hang on it (they are checked, and moved into place whole).
 */
export async function withLock<Value>(path: string, timing: Timing, work: () => Promise<Value>): Promise<Value> {
  await mkdir(dirname(path), { recursive: true })
  while (!(await take(path))) {
    if (await isStale(path, timing.now())) await rm(path, { force: true })
    else await timing.sleep(askAgainMs)
  }
  try {
    return await work()
  } finally {
    await rm(path, { force: true })
  }
}

async function take(path: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx')
    await file.writeFile(JSON.stringify({ pid: process.pid, host: hostname() }))
    await file.close()
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}

async function isStale(path: string, now: number): Promise<boolean> {
  const [text, age] = await Promise.all([
    readFile(path, 'utf8').catch(() => ''),
    stat(path).then(
      found => now - found.mtimeMs,
      () => 0,
    ),
  ])
  const holder: unknown = parseJson(text)
  if (typeof holder !== 'object' || holder === null || !('pid' in holder) || !('host' in holder)) return age > askAgainMs * 4
  if (holder.host !== hostname() || typeof holder.pid !== 'number') return age > foreignLockMs
  return age > longestLockMs || !isAlive(holder.pid)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return systemCode(error) === 'EPERM'
  }
}
