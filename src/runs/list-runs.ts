import type { Dirent } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../lib/errors.js'
import { systemCode, systemReason } from '../lib/system-error.js'
import { lockState } from './lock.js'
import { misnamedRuns } from './misnamed-runs.js'
import { configName, type RunConfig, runConfig, runSchemaVersion } from './run-config.js'

export interface ListedRun {
  /** Absolute, or below the root as it was given. */
  folder: string
  /** Null where config.json cannot be used. */
  config: RunConfig | null
  /** What is wrong with the run's files, in words; null where nothing is. */
  problem: string | null
  /** True where the folder's name is no UTF-8, and `folder` only says how it is written: it cannot be opened. */
  misnamed: boolean
}

/** Folders are looked into this far below the root. */
const deepest = 4

/**
 * The runs below a folder, the latest first and those without a date last. Folders of other kinds are passed over, and a root that does
 * not exist has no runs. Links are not followed.
 *
 * @throws UserError for a root that cannot be read.
 */
export async function listRuns(root: string): Promise<ListedRun[]> {
  const runs: ListedRun[] = []
  for await (const run of runsBelow(root, 0)) runs.push(run)
  const startOf = (run: ListedRun): string => run.config?.startedAt ?? ''
  return runs.sort((one, other) => startOf(other).localeCompare(startOf(one)) || one.folder.localeCompare(other.folder))
}

async function* runsBelow(folder: string, depth: number): AsyncGenerator<ListedRun> {
  const entries = await entriesOf(folder, depth === 0)
  const names = new Set(entries.map(entry => entry.name))
  const run = names.has(configName) ? await readRun(folder, names) : null
  if (run !== null) {
    yield run
    return
  }
  if (depth === deepest) return
  const folders = entries.filter(entry => entry.isDirectory()).map(({ name }) => name)
  for (const name of folders) yield* runsBelow(join(folder, name), depth + 1)
  // What cannot be told in text has this sign for what it is; a name may have it of itself too.
  if (!folders.some(name => name.includes('\ufffd'))) return
  for (const name of await misnamedRuns(folder, deepest - depth - 1))
    yield { folder: join(folder, name), config: null, problem: misnamedProblem, misnamed: true }
}

const misnamedProblem = 'its folder has a name that is not UTF-8, and cannot be opened: rename the folder'

/** A folder that cannot be read, or has gone meanwhile, is empty; only the root must be readable. */
async function entriesOf(folder: string, isRoot: boolean): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (!isRoot || systemCode(error) === 'ENOENT') return []
    throw new UserError(`Cannot read ${folder}: ${systemReason(error)}.`, 'Give the folder that holds the runs.', { cause: error })
  }
}

/** Null where config.json belongs to something else, such as a model. */
async function readRun(folder: string, names: Set<string>): Promise<ListedRun | null> {
  const config = await readConfig(join(folder, configName))
  if ('problem' in config) return { folder, config: null, problem: config.problem, misnamed: false }
  const value = config.value
  if (typeof value !== 'object' || value === null || !('schemaVersion' in value)) return null
  if (typeof value.schemaVersion === 'number' && value.schemaVersion > runSchemaVersion)
    return { folder, config: null, problem: `it was written by a newer version (schema ${value.schemaVersion})`, misnamed: false }
  const parsed = runConfig.safeParse(value)
  if (!parsed.success)
    return {
      folder,
      config: null,
      problem: `${configName} is not as it should be: ${z.prettifyError(parsed.error).replaceAll(/\s+/g, ' ')}`,
      misnamed: false,
    }
  return { folder, config: parsed.data, problem: await problemOf(folder, parsed.data, names), misnamed: false }
}

async function readConfig(path: string): Promise<{ value: unknown } | { problem: string }> {
  try {
    return { value: JSON.parse(await readFile(path, 'utf8')) }
  } catch (error) {
    return {
      problem: error instanceof SyntaxError ? `${configName} is not valid JSON` : `${configName} cannot be read: ${systemReason(error)}`,
    }
  }
}

async function problemOf(folder: string, { status, pid }: RunConfig, names: Set<string>): Promise<string | null> {
  if (status === 'running') return (await lockState(folder)) === 'held' ? null : `it ended without a word: process ${pid} is gone`
  return status === 'done' && !names.has('report.json') ? 'report.json is missing' : null
}
