import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../lib/errors.js'
import { collectSecrets, maskSecrets, redactText } from '../lib/secrets.js'
import { type Appender, JsonLines } from './appender.js'
import { configName, type RunStatus, runSchemaVersion } from './run-config.js'
import { locked, makeFreshFolder, openFolder, type RunPlace } from './run-folder.js'
import { type Logger, openLog, type RunLog } from './run-log.js'
import { removeLeftovers, writeError, writeFileWhole } from './write-file.js'

export type { RunPlace } from './run-folder.js'

/** One run's folder, open for writing. File names may lead into its subfolders: `parallel_1_number_10/requests.jsonl`. */
export interface Run {
  /** Absolute path. */
  folder: string
  /** Written whole, indented; NaN and infinities become null. @throws UserError */
  writeJson(name: string, document: unknown): Promise<void>
  /** Written whole. @throws UserError */
  writeText(name: string, text: string): Promise<void>
  appender(name: string): Appender
  /** Makes a folder that is not there yet; a taken name gets -2, -3 … @returns the name that was used @throws UserError */
  subfolder(name: string): Promise<string>
  /** Rewrites config.json with a new status and further fields. @throws UserError */
  setStatus(status: RunStatus, fields?: Record<string, unknown>): Promise<void>
  /** Goes to run.log. */
  log: Logger
  /** Closes appenders and log and gives up the lock; once, however often it is called. @returns write errors of appenders that nobody has been told of */
  release(): Promise<UserError[]>
}

/** Shorter secrets are words such as "EMPTY", and hiding them would shred what is written. */
const shortestSecret = 6

/**
 * Makes the run's folder and its config.json: `{schemaVersion, ...config, status: 'running', pid, startedAt}`, where config has a `kind`
 * and the options. Secrets in config are masked, and kept out of every other file by their values.
 *
 * @throws UserError where the folder cannot be written to, is taken, or another process writes there.
 */
export async function createRun(place: RunPlace, config: Record<string, unknown>): Promise<Run> {
  const { folder, unlock } = await openFolder(place)
  const secrets = collectSecrets(config).filter(secret => secret.length >= shortestSecret)
  const whole = { schemaVersion: runSchemaVersion, ...config, status: 'running', pid: process.pid, startedAt: place.now.toISOString() }
  const masked = maskSecrets(whole)
  try {
    await writeFile(join(folder, configName), toJson(masked, secrets), { flag: 'wx' })
    const log = openLog(join(folder, 'run.log'), line => cleanLine(line, secrets))
    return new RunFolder(folder, unlock, toRecord(masked), secrets, log)
  } catch (error) {
    await unlock()
    throw writeError(join(folder, configName), error)
  }
}

/**
 * Opens a run's folder to go on with it; its config.json is replaced.
 *
 * @throws UserError where there is no run, or another process writes there.
 */
export async function reopenRun(folder: string, config: Record<string, unknown>, now: Date): Promise<Run> {
  if (!existsSync(join(folder, configName)))
    throw new UserError(
      `${folder} is no run: it has no ${configName}.`,
      'Give the folder of an earlier run, the one that holds config.json.',
    )
  const { unlock } = await locked(folder)
  await removeLeftovers(folder)
  const secrets = collectSecrets(config).filter(secret => secret.length >= shortestSecret)
  const masked = maskSecrets({
    schemaVersion: runSchemaVersion,
    ...config,
    status: 'running',
    pid: process.pid,
    startedAt: now.toISOString(),
  })
  const run = new RunFolder(
    folder,
    unlock,
    toRecord(masked),
    secrets,
    openLog(join(folder, 'run.log'), line => cleanLine(line, secrets)),
  )
  await run.setStatus('running')
  return run
}

class RunFolder implements Run {
  readonly log: Logger
  private readonly appenders = new Map<string, JsonLines>()
  /** Files are written one after another, so that the last one to be asked for is the one that stays. */
  private writing: Promise<unknown> = Promise.resolve()
  private released: Promise<UserError[]> | null = null

  constructor(
    readonly folder: string,
    private readonly unlock: () => Promise<void>,
    private config: Record<string, unknown>,
    private readonly secrets: string[],
    private readonly runLog: RunLog,
  ) {
    this.log = runLog.log
  }

  writeJson(name: string, document: unknown): Promise<void> {
    return this.write(name, toJson(document, this.secrets))
  }

  writeText(name: string, text: string): Promise<void> {
    return this.write(name, redactText(text, this.secrets))
  }

  appender(name: string): Appender {
    const appender = this.appenders.get(name) ?? new JsonLines(join(this.folder, name))
    this.appenders.set(name, appender)
    return appender
  }

  subfolder(name: string): Promise<string> {
    return makeFreshFolder(this.folder, name)
  }

  setStatus(status: RunStatus, fields: Record<string, unknown> = {}): Promise<void> {
    this.config = { ...this.config, ...toRecord(maskSecrets(fields)), status }
    return this.writeJson(configName, this.config)
  }

  release(): Promise<UserError[]> {
    this.released ??= this.close()
    return this.released
  }

  private async close(): Promise<UserError[]> {
    await this.writing
    const failures = await Promise.all([...this.appenders.values()].map(appender => appender.close()))
    await this.runLog.close()
    await this.unlock()
    return failures.filter(failure => failure !== null)
  }

  private write(name: string, text: string): Promise<void> {
    const written = this.writing.then(() => writeFileWhole(join(this.folder, name), text))
    this.writing = written.catch(() => undefined)
    return written
  }
}

function toJson(document: unknown, secrets: string[], indent = 2): string {
  return `${JSON.stringify(document, (_, value: unknown) => (typeof value === 'string' ? redactText(value, secrets) : value), indent)}\n`
}

/** A line of the log in which no value holds a secret; names stay. */
function cleanLine(line: string, secrets: string[]): string {
  return toJson(maskSecrets(JSON.parse(line)), secrets, 0)
}

function toRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
