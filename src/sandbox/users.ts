import { readdir, readFile } from 'node:fs/promises'
import { getuid, pid } from 'node:process'

// Ids that systemd's table of users and groups keeps free.
const FIRST = 60578
const COUNT = 606

// Runs that begin one after another have neighbouring process ids, and must not walk through the same users.
let last = Number((BigInt(pid) * 2_654_435_761n) % BigInt(COUNT))

/** An id that no process has: the system counts processes by user, and ends them by user. */
export async function freeUser(): Promise<number> {
  const taken = new Set((await owners()).map(({ owner }) => owner))
  for (let tries = 0; tries < COUNT; tries++) {
    last = (last + 1) % COUNT
    if (!taken.has(FIRST + last)) break
  }
  return FIRST + last
}

export const isRoot = (): boolean => getuid?.() === 0

/** Processes and threads of this user, as far as the system tells of them. */
export async function tasksOfUser(): Promise<number> {
  const own = (await owners()).filter(({ owner }) => owner === getuid?.())
  const counts = await Promise.all(own.map(async ({ name }) => (await listed(`/proc/${name}/task`)).length))
  return counts.reduce((sum, count) => sum + count, 0)
}

// Folders of processes that cannot be looked into belong to root, whoever runs them: what they say of themselves counts.
async function owners(): Promise<{ name: string; owner: number }[]> {
  const names = (await listed('/proc')).filter(name => /^\d+$/.test(name))
  const texts = await Promise.all(names.map(name => readFile(`/proc/${name}/status`, 'utf8').catch(() => '')))
  return names.map((name, index) => ({ name, owner: Number(/^Uid:\t(\d+)/m.exec(texts[index] ?? '')?.[1] ?? -1) }))
}

const listed = (folder: string): Promise<string[]> => readdir(folder).catch(() => [])
