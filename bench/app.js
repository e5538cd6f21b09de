// npm run bench:app: how long the viewer lets people wait, and what it keeps in memory. See README.md.
import { readdirSync, rmSync, statSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { makeLargeEval, makeLargePerf, makeManyRuns, makeRealRuns } from './app/folders.js'
import { printMachine } from './support/machine.js'
import { startApp } from './support/processes.js'
import { median } from './support/statistics.js'
import { printTable, verdict } from './support/table.js'

const sizes = { runs: 500, samples: 200_000, requests: 1_000_000 }
const point = 'parallel_2_number_8'
const rows = []

printMachine()
const folder = await mkdtemp(join(tmpdir(), 'bench-app-'))
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => {
    rmSync(folder, { recursive: true })
    process.exit(130)
  })
try {
  await makeRealRuns(folder)
  makeManyRuns(folder, sizes.runs)
  makeLargeEval(folder, sizes.samples)
  makeLargePerf(folder, sizes.requests)
  await measureStart()
  await measureEval()
  await measurePerf()
} finally {
  await rm(folder, { recursive: true })
}
printTable('The viewer, by the clock of who asks', ['what', 'ms', 'aim', ''], rows)

function row(what, ms, aim = null) {
  rows.push([what, ms.toFixed(0), aim ?? '–', aim === null ? '' : verdict(ms <= aim)])
}

/** Each start is a process of its own. */
async function measureStart() {
  const starts = []
  const pages = []
  for (let run = 0; run < 7; run++) {
    const startedAt = performance.now()
    const app = await startApp(join(folder, 'many'))
    starts.push(performance.now() - startedAt)
    const askedAt = performance.now()
    await Promise.all(['/', '/assets/app.js', '/assets/app.css', '/api/runs'].map(path => ask(app.url, path)))
    pages.push(performance.now() - askedAt)
    await app.stop()
  }
  row('start to listening', median(starts), 300)
  row(`first page of ${sizes.runs} runs, nothing read before`, median(pages), 1_000)
}

async function measureEval() {
  const app = await startApp(join(folder, 'large'))
  const address = '/api/runs/eval/samples'
  row(`${count(sizes.samples)} samples: first page`, await timed(app.url, address), 1_000)
  const { ms, longest } = await untilComplete(app.url, address)
  row('  until all are known', ms)
  row('  longest wait of another page meanwhile', longest, 1_000)
  row('  a page in the middle', await timed(app.url, `${address}?from=${sizes.samples / 2}`), 300)
  row('  only wrong ones', await timed(app.url, `${address}?verdict=wrong&from=${sizes.samples / 2}`), 300)
  row('  text search: common words', await timed(app.url, `${address}?text=no.%2015`), 1_000)
  const search = await searched(app.url, `${address}?text=needle`)
  row('  text search: found near the end', search.ms)
  row('  each answer of that search, at most', search.longest, 2_000)
  const { key } = (await ask(app.url, `${address}?limit=1&from=${sizes.samples / 2}`)).samples[0]
  row('  one sample', await timed(app.url, `${address}/${key}`), 300)
  await printMemory(app.pid, `${count(sizes.samples)} samples, ${megabytes('eval')} MB`)
  await app.stop()
}

async function measurePerf() {
  const app = await startApp(join(folder, 'large'))
  const address = `/api/runs/perf/requests?point=${point}`
  row(`${count(sizes.requests)} requests: first page`, await timed(app.url, address), 1_000)
  const { ms, longest } = await untilComplete(app.url, address)
  row('  until all are known', ms)
  row('  longest wait of another page meanwhile', longest, 1_000)
  row('  a page in the middle, by slowness', await timed(app.url, `${address}&offset=${sizes.requests / 2}`), 300)
  row('  a page in the middle, as they ended', await timed(app.url, `${address}&sort=order&offset=${sizes.requests / 2}`), 300)
  row('  only failures (there are none)', await timed(app.url, `${address}&outcome=failure`), 300)
  row('  one request', await timed(app.url, `/api/runs/perf/requests/${sizes.requests - 5}?point=${point}`), 300)
  await printMemory(app.pid, `${count(sizes.requests)} requests, ${megabytes('perf')} MB`)
  await app.stop()
}

async function ask(url, path) {
  const response = await fetch(url + path)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return path.startsWith('/api/') ? response.json() : response.text()
}

async function timed(url, path) {
  const askedAt = performance.now()
  await ask(url, path)
  return performance.now() - askedAt
}

/** Asks as the pages do while files are being read, and for the list of runs beside it. */
async function untilComplete(url, address) {
  const startedAt = performance.now()
  let longest = 0
  while (!(await ask(url, address)).complete) {
    longest = Math.max(longest, await timed(url, '/api/runs'))
    await wait(100)
  }
  return { ms: performance.now() - startedAt, longest }
}

/** A search goes on where the last answer ended. */
async function searched(url, address) {
  const startedAt = performance.now()
  let longest = 0
  for (let from = 0; from !== null; ) {
    const askedAt = performance.now()
    const { samples, next } = await ask(url, `${address}&from=${from}`)
    longest = Math.max(longest, performance.now() - askedAt)
    if (samples.length > 0) return { ms: performance.now() - startedAt, longest }
    from = next
  }
  throw new Error('The needle was not found.')
}

/** Resident now and at most, as Linux counts them. */
async function printMemory(pid, what) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const mebibytes = name => (Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024).toFixed(0)
  console.log(`memory with ${what}: ${mebibytes('VmRSS')} MiB resident, ${mebibytes('VmHWM')} MiB at most`)
}

function megabytes(kind) {
  const run = join(folder, 'large', kind)
  const files = readdirSync(run, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.jsonl'))
  return Math.round(files.reduce((sum, name) => sum + statSync(join(run, name)).size, 0) / 1e6)
}

function count(number) {
  return number.toLocaleString('en')
}
