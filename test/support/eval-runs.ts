import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach } from 'vitest'
import type { z } from 'zod'
import { main } from '../../src/cli/main.js'
import { predictionRecord, reviewRecord } from '../../src/eval/records.js'
import { evalResult } from '../../src/eval/result.js'
import { monotonicMs } from '../../src/lib/clock.js'
import { type MemoryIo, memoryIo } from '../cli/memory-io.js'
import { type ChatOptions, chatServer } from './chat-server.js'

/** A folder of its own for each test of a file, and services that end with it. */
export interface EvalRuns {
  cwd(): string
  /** The program in this process: `eval` with these words, or the verb that they begin with. */
  evalscope(words: readonly string[], more?: EvalIo): Promise<{ code: number; out: string; err: string }>
  /** `eval` into `outputs/run`. */
  run(...words: string[]): Promise<{ code: number; out: string; err: string }>
  /** A chat service that is closed with the test. */
  serve(options?: ChatOptions): ReturnType<typeof chatServer>
  /** Writes a file below the test's folder. */
  write(name: string, text: string): void
  /** A file of the run. */
  read(...path: string[]): string
  result(): z.output<typeof evalResult>
  /** Every prediction or review, file by file. */
  predictions(): z.output<typeof predictionRecord>[]
  reviews(): z.output<typeof reviewRecord>[]
}

interface EvalIo {
  env?: Record<string, string>
  columns?: number | null
  color?: boolean
  onIo?(io: MemoryIo): void
}

const VERBS = ['score', 'compare', 'benchmarks', 'download', 'collection']

/** Where `run` puts its files. */
export const FOLDER = 'outputs/run'

export function evalRuns(): EvalRuns {
  let cwd = ''
  const closers: (() => Promise<unknown>)[] = []
  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), 'eval-'))
  })
  afterEach(async () => {
    for (const close of closers.splice(0)) await close()
    rmSync(cwd, { recursive: true, force: true })
  })

  const evalscope: EvalRuns['evalscope'] = async (words, { env = {}, columns = null, color = false, onIo } = {}) => {
    const argv = VERBS.includes(words[0] ?? '') ? [...words] : ['eval', ...words]
    const io = { ...memoryIo({ argv, env, cwd, columns, color }), clock: monotonicMs }
    onIo?.(io)
    const code = await main(io)
    return { code, out: io.out(), err: io.err() }
  }
  const read = (...path: string[]): string => readFileSync(join(cwd, FOLDER, ...path), 'utf8')
  const linesOf = <Schema extends z.ZodType>(kind: string, schema: Schema): z.output<Schema>[] =>
    readdirSync(join(cwd, FOLDER, kind), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .flatMap(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8').trim().split('\n'))
      .map(line => schema.parse(JSON.parse(line)))

  return {
    cwd: () => cwd,
    evalscope,
    run: (...words) => evalscope(['--name', 'run', '--no-timestamp', '--overwrite', ...words]),
    async serve(options = {}) {
      const server = await chatServer(options)
      closers.push(server.close)
      return server
    },
    write: (name, text) => writeFileSync(join(cwd, name), text),
    read,
    result: () => evalResult.parse(JSON.parse(read('report.json')).result),
    predictions: () => linesOf('predictions', predictionRecord),
    reviews: () => linesOf('reviews', reviewRecord),
  }
}
