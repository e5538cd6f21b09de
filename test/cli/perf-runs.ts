import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import { main } from '../../src/cli/main.js'
import { monotonicMs } from '../../src/lib/clock.js'
import { type RequestRecord, requestRecord } from '../../src/perf/records.js'
import { type PerfResult, perfResult } from '../../src/perf/result.js'
import { type ChatOptions, type ChatServer, chatServer } from '../support/chat-server.js'
import { type MemoryIo, memoryIo } from './memory-io.js'

export interface Ran {
  code: number
  out: string
  err: string
}

let cwd = ''
const closers: (() => Promise<unknown>)[] = []

/** Gives each test of the file a folder of its own, and closes what it opened. */
export function perfRuns(): void {
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'perf-'))
  })
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
    rmSync(cwd, { recursive: true, force: true })
  })
}

/** A path in the test's folder. */
export const here = (...parts: string[]): string => join(cwd, ...parts)

/** Runs `perf` in the test's folder, without pauses and time stamps. */
export async function perf(argv: string[], env: Record<string, string> = {}, onIo: (io: MemoryIo) => void = () => {}): Promise<Ran> {
  const io = {
    ...memoryIo({
      argv: ['perf', '--no-timestamp', ...(argv.includes('--sleep-interval') ? [] : ['--sleep-interval', '0']), ...argv],
      env,
      cwd,
    }),
    clock: monotonicMs,
  }
  onIo(io)
  const code = await main(io)
  return { code, out: io.out(), err: io.err() }
}

export async function serve(options: ChatOptions = {}): Promise<ChatServer> {
  const server = await chatServer(options)
  closers.push(server.close)
  return server
}

/** Closes something when the test is over. */
export const later = (close: () => Promise<unknown>): void => void closers.push(close)

export const json = (...path: string[]): unknown => JSON.parse(readFileSync(here('outputs', ...path), 'utf8'))

export const result = (model = 'only-model'): PerfResult => perfResult.parse((json(model, 'report.json') as { result: unknown }).result)

export const records = (folder: string): RequestRecord[] =>
  readFileSync(here('outputs', 'only-model', folder, 'requests.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map(line => requestRecord.parse(JSON.parse(line)))

/** Every file of the run. */
export function allFiles(): string[] {
  return readdirSync(here('outputs'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}
