import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Timing } from '../../src/data/hub/timing.js'
import type { DataSettings, OpenedSplit, Row } from '../../src/data/types.js'
import type { FakeRepository } from '../support/hub/repository.js'
import { type HubServer, startHubServer } from '../support/hub-server.js'

/** Waits nothing, and remembers what it was asked to wait. */
export function recordedTiming(now = 0): Timing & { slept: number[] } {
  const slept: number[] = []
  return { slept, now: () => now, random: () => 0, sleep: async milliseconds => void slept.push(milliseconds) }
}

/** A folder for one test, with a home of its own. */
export async function temporaryHome(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'evalscope-ts-data-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A fake hub for one test. */
export async function hubFor(...repositories: FakeRepository[]): Promise<HubServer> {
  const server = await startHubServer(repositories)
  onTestFinished(() => server.close())
  return server
}

/** The environment of a machine whose home is `home` and which knows the hub under both names. */
export const hubEnv = (home: string, { url }: HubServer): Record<string, string> => ({
  HOME: home,
  HF_ENDPOINT: url,
  MODELSCOPE_ENDPOINT: url,
})

export function settingsFor(env: NodeJS.ProcessEnv, more: Partial<DataSettings> = {}): DataSettings {
  return { hub: 'huggingface', localPath: null, datasetId: null, env, cwd: '/', onProgress: () => {}, ...more }
}

export async function rowsOf(split: OpenedSplit): Promise<Row[]> {
  const rows: Row[] = []
  for await (const { row } of split.rows()) rows.push(row)
  return rows
}

/** What went wrong, in words: message and hint. */
export async function refusal(work: Promise<unknown>): Promise<[string, string | undefined]> {
  try {
    await work
  } catch (error) {
    if (error instanceof Error) return [error.message, 'hint' in error && typeof error.hint === 'string' ? error.hint : undefined]
  }
  throw new Error('It was not refused.')
}
