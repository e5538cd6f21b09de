import { readdir, stat } from 'node:fs/promises'
import { getuid, pid } from 'node:process'

// Ids that systemd's table of users and groups keeps free.
const FIRST = 60578
const COUNT = 606

let last = pid % COUNT

/** An id that no other of our drivers has: processes are counted by user. */
export function nextUser(): number {
  last = (last + 1) % COUNT
  return FIRST + last
}

export const isRoot = (): boolean => getuid?.() === 0

/** Processes and threads of this user, as far as the system tells of them. */
export async function tasksOfUser(): Promise<number> {
  const names = (await listed('/proc')).filter(name => /^\d+$/.test(name))
  const counts = await Promise.all(
    names.map(async name => {
      const owner = await stat(`/proc/${name}`).catch(() => null)
      return owner !== null && owner.uid === getuid?.() ? (await listed(`/proc/${name}/task`)).length : 0
    }),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

const listed = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])
