import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'
import type { AppOptions } from '../../src/app/options.js'
import { type AppServer, serveApp } from '../../src/app/serve.js'
import { monotonicMs } from '../../src/lib/clock.js'
import { createRun, type Run } from '../../src/runs/create-run.js'

/** A folder for runs, removed when the tests of the file are over. */
export function outputsFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'app-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function put(folder: string, name: string, content: string | object): void {
  const path = join(folder, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
}

/** A run of ours, made by the real writer. */
export function newRun(
  outputsDir: string,
  kind: 'perf' | 'eval',
  name: string,
  config: Record<string, unknown> = {},
  hour = 12,
): Promise<Run> {
  const now = new Date(Date.UTC(2026, 0, 1, hour))
  const place = { outputsDir, timestamp: false, name, model: null, overwrite: false, cwd: outputsDir, now }
  return createRun(place, { kind, model: `model-${name}`, options: { datasets: ['colours'] }, ...config })
}

export async function served(outputs: string, options: Partial<AppOptions> = {}): Promise<AppServer> {
  const server = await serveApp({ outputs, host: '127.0.0.1', port: 0, ...options }, { cwd: outputs, clock: monotonicMs })
  afterAll(() => server.close())
  return server
}

export interface Answered {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

/** A request as it is written: fetch would mend paths and refuse a Host of our own. */
export function ask(url: string, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answered> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, headers, method }, answer => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (part: string) => {
        text += part
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

export async function json(url: string, path: string): Promise<unknown> {
  return JSON.parse((await ask(url, path)).text)
}

interface Sample {
  row: number
  subset?: string
  question?: string
  answer?: string
  value?: number | null
  truncated?: boolean
  unparsed?: boolean
}

const keyOf = (row: number, subset: string): string => `${subset}${row}`.padStart(64, '0')

export function predictionLine({
  row,
  subset = 'warm',
  question = `What colour has no. ${row}?`,
  answer = 'red',
  truncated = false,
}: Sample): string {
  const sampleId = `colours/${subset}/${row}-abc`
  const message = { role: 'assistant', content: answer }
  return JSON.stringify({
    index: row,
    model: 'm',
    model_output: { choices: [{ message, stop_reason: 'stop' }], perf_metrics: { latency: 1.5, output_tokens: 7 } },
    messages: [{ role: 'user', content: `Please: ${question}` }],
    evalscope_ts: {
      sampleId,
      generation: 0,
      key: keyOf(row, subset),
      kind: 'answered',
      truncated,
      benchmark: 'colours',
      subset,
      question,
      target: 'red',
      choices: ['red', 'blue'],
    },
  })
}

export function reviewLine({ row, subset = 'warm', answer = 'red', value = 1, unparsed = false }: Sample): string {
  const score = {
    value: value === null ? {} : { accuracy: value },
    status: 'success',
    extracted_prediction: answer,
    prediction: answer,
    explanation: 'It says so.',
    main_score_name: 'accuracy',
  }
  return JSON.stringify({
    index: row,
    target: ['red'],
    messages: [],
    sample_score: { score, sample_id: row, group_id: row, generation_index: 0 },
    evalscope_ts: {
      sampleId: `colours/${subset}/${row}-abc`,
      generation: 0,
      key: keyOf(row, subset),
      scorer: 1,
      rule: 'exact',
      unparsed,
      notScored: value === null ? 'no judge' : null,
    },
  })
}

export function requestLine(index: number, latencyMs: number, more: object = {}): string {
  return JSON.stringify({
    index,
    phase: 'measured',
    dueMs: index,
    startMs: index,
    connectMs: null,
    firstByteMs: index + 1,
    firstTokenMs: index + 2,
    firstAnswerMs: index + 2,
    lastTokenMs: index + 5,
    endMs: index + latencyMs,
    gapsUs: [1000, 2000],
    inputTokens: 5,
    outputTokens: 3,
    reasoningTokens: null,
    cachedTokens: null,
    tokenSource: 'usage',
    events: 3,
    reads: 3,
    finish: ['stop'],
    outcome: 'success',
    failure: null,
    status: 200,
    detail: null,
    requestId: null,
    ...more,
  })
}
