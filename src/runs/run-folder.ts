import { mkdir, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { UserError } from '../lib/errors.js'
import { systemCode, systemReason } from '../lib/system-error.js'
import { lockFolder, lockName } from './lock.js'
import { configName } from './run-config.js'

export interface RunPlace {
  outputsDir: string
  /** False drops the level named after the moment, so that the same options lead to the same folder. */
  timestamp: boolean
  /** Names the folder in the model's stead. */
  name: string | null
  /** Null: the run has no folder of its own below that of the moment. */
  model: string | null
  /** Remove an earlier run in the same place. */
  overwrite: boolean
  /** A relative outputsDir starts here. */
  cwd: string
  now: Date
}

export interface LockedFolder {
  folder: string
  unlock(): Promise<void>
}

/**
 * Makes and locks `<outputsDir>/<YYYYMMDD_HHMMSS>/<model or name>`, without a model `<outputsDir>/<name or YYYYMMDD_HHMMSS>`; a taken
 * name gets -2, -3 …
 *
 * @throws UserError for a folder that cannot be written to, and without a timestamp for one that holds something already.
 */
export async function openFolder(place: RunPlace): Promise<LockedFolder> {
  const { parent, name } = wayTo(place)
  await makeFolder(parent)
  if (place.timestamp && name !== null) return locked(join(parent, await makeFreshFolder(parent, name)))
  const folder = name === null ? parent : join(parent, name)
  await makeFolder(folder)
  const opened = await locked(folder)
  try {
    await clear(folder, place.overwrite)
    return opened
  } catch (error) {
    await opened.unlock()
    throw error
  }
}

/** The folder to make, and its parent, which may be there. */
function wayTo({ cwd, outputsDir, timestamp, name, model, now }: RunPlace): { parent: string; name: string | null } {
  const root = resolve(cwd, outputsDir)
  const own = name === null ? null : folderName(name)
  if (model === null) return { parent: root, name: own ?? (timestamp ? stamp(now) : null) }
  return { parent: timestamp ? join(root, stamp(now)) : root, name: own ?? folderName(lastPart(model)) }
}

/** Makes `name` below `parent`, or `name-2`, `name-3` … where it is taken; answers the name. @throws UserError */
export async function makeFreshFolder(parent: string, name: string): Promise<string> {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name : `${name}-${number}`
    try {
      await mkdir(join(parent, candidate))
      return candidate
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw folderError(join(parent, candidate), error)
    }
  }
}

/** The last part of a model's name or path: `Qwen/Qwen3-8B` and `/models/Qwen3-8B/` are both `Qwen3-8B`. */
export function lastPart(model: string): string {
  return model.split(/[/\\]/).findLast(part => part !== '') ?? ''
}

/** `[^A-Za-z0-9._-]` -> `_`; never empty, a way upwards, or longer than file systems take. */
export function folderName(name: string): string {
  const safe = name.replaceAll(/[^A-Za-z0-9._-]/g, '_').slice(0, 120)
  return /^\.*$/.test(safe) ? 'model' : safe
}

/** YYYYMMDD_HHMMSS in the machine's own time. */
function stamp(now: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0')
  const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`
  return `${date}_${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`
}

/** Step by step, since mkdir's own `recursive` never returns where the system denies a folder by saying that its parent is missing (/proc). */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path)
  } catch (error) {
    if (systemCode(error) === 'EEXIST' && (await isFolder(path))) return
    if (systemCode(error) !== 'ENOENT' || (await isFolder(dirname(path)))) throw folderError(path, error)
    await makeFolder(dirname(path))
    await makeFolder(path)
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    found => found.isDirectory(),
    () => false,
  )
}

export async function locked(folder: string): Promise<LockedFolder> {
  return { folder, unlock: await lockFolder(folder) }
}

async function clear(folder: string, overwrite: boolean): Promise<void> {
  const names = (await readdir(folder)).filter(name => name !== lockName)
  if (names.length === 0) return
  // Only what is a run is ever removed.
  if (!names.includes(configName))
    throw new UserError(`${folder} holds files, but no run.`, 'Choose another folder with --outputs-dir or --name.')
  if (!overwrite)
    throw new UserError(
      `${folder} holds a run already.`,
      'Give --overwrite to replace it, or choose another folder with --outputs-dir or --name.',
    )
  for (const name of names) await rm(join(folder, name), { recursive: true, force: true })
}

function folderError(path: string, error: unknown): UserError {
  return new UserError(
    `Cannot make the folder ${path}: ${systemReason(error)}.`,
    'Choose a folder that you may write to with --outputs-dir.',
    {
      cause: error,
    },
  )
}
