import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Launch } from '../driver.js'
import { driverPython } from '../python/driver.js'
import { findPythons, type Python, pythonEnv, pythonWords } from '../python.js'
import { freeUser, isRoot } from '../users.js'
import { PROGRAM_NICENESS, type Tier } from './tier.js'

export const processTier: Tier = {
  name: 'process',
  warning:
    'Programs run with limits on time, memory, files and processes, but without walls: they can read your files, use the network and end your processes. Install bubblewrap to run them apart.',
  async ways({ env, allowUnsafeCode }) {
    if (!allowUnsafeCode) return 'running them without walls needs your consent (--allow-unsafe-code)'
    const { pythons, problem } = await findPythons(env)
    if (pythons.length === 0) return problem
    return pythons.map(python => ({ about: 'processes with limits', launch: () => launchOf(python) }))
  },
}

async function launchOf(python: Python): Promise<Launch> {
  const work = await mkdtemp(join(tmpdir(), 'evalscope-programs-'))
  return {
    file: python.file,
    arguments: pythonWords(driverPython, 3, 3),
    env: { ...pythonEnv, HOME: work, TMPDIR: work },
    channel: 'descriptor',
    filter: null,
    walled: false,
    given: {
      work,
      clear: [work],
      path: python.added,
      nice: PROGRAM_NICENESS,
      discard: true,
      ...(isRoot() ? { uid: await freeUser(), own: true } : {}),
    },
    clean: () => rm(work, { recursive: true, force: true }),
  }
}
