// npm run bench:collection: building collections from many rows, and starting to evaluate one. See README.md.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { writeQuestions } from './eval/questions.js'
import { printMachine } from './support/machine.js'
import { runScript } from './support/processes.js'
import { median } from './support/statistics.js'
import { printTable, verdict } from './support/table.js'

const aims = { growthMiB: 30, startMs: 2_000 }
/** Builds run with little heap, so that garbage which nobody needs is not taken for memory that somebody holds. */
const heapMiB = count => (count === lines ? 256 : 64)
/** EvalScope's largest published collection has as many lines. */
const lines = 20_679
const marks = [2_000, 10_000, 20_000]
const reply = JSON.stringify({
  choices: [{ index: 0, message: { role: 'assistant', content: '答案：B' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 60, completion_tokens: 4 },
})
const program = new URL('../bin/evalscope-ts.js', import.meta.url).pathname

printMachine()
const folder = await mkdtemp(join(tmpdir(), 'bench-collection-'))
const builds = []
for (const [rows, count] of [
  [20_000, 1_000],
  [200_000, 1_000],
  [200_000, lines],
])
  builds.push({ rows, count, ...(await build(rows, count)) })
printTable(
  'collection build from one leaf',
  ['rows', 'samples', 'seconds', 'peak RSS MiB'],
  builds.map(({ rows, count, seconds, rss }) => [rows, count, seconds.toFixed(1), rss.toFixed(0)]),
)
const growth = builds[1].rss - builds[0].rss
console.log(`ten times the rows: ${growth.toFixed(0)} MiB more; aim: within ${aims.growthMiB} MiB: ${verdict(growth <= aims.growthMiB)}`)

const starts = []
for (let run = 0; run < 3; run++) starts.push([await firstRequest(collectionOf(lines)), await firstRequest('demo')])
const [whole, none] = [0, 1].map(place => median(starts.map(pair => pair[place])))
console.log(
  `from start to the first request of ${lines} lines: ${whole.toFixed(0)} ms (of 20 lines: ${none.toFixed(0)} ms); aim: under ${aims.startMs} ms: ${verdict(whole < aims.startMs)}`,
)
await printEvaluation()
await rm(folder, { recursive: true })

/** Every line asked of a service that says the same at once; memory after a collection of garbage. */
async function printEvaluation() {
  const answer = response => response.writeHead(200, { 'content-type': 'application/json' }).end(reply)
  const service = createServer((request, response) => request.resume().once('end', () => answer(response))).listen(0, '127.0.0.1')
  await once(service, 'listening')
  const url = `http://127.0.0.1:${service.address().port}/v1`
  const given = { collection: collectionOf(lines), url, model: 'm', stream: false, evalBatchSize: 64, outputsDir: join(folder, 'whole') }
  const run = new URL('./eval/run.js', import.meta.url)
  const { seconds, memory } = await runScript(run, [folder, JSON.stringify(given), ...marks.map(String)], ['--expose-gc'])
  service.close()
  printTable(
    `${lines} lines evaluated in ${seconds.toFixed(1)} s`,
    ['answers', 'heap MiB', 'RSS MiB'],
    memory.map(({ done, heapUsed, rss }) => [done, ...[heapUsed, rss].map(bytes => (bytes / 2 ** 20).toFixed(1))]),
  )
  const [first, last] = [memory[0], memory.at(-1)].map(({ heapUsed }) => heapUsed / 2 ** 20)
  console.log(
    `${(last - first).toFixed(1)} MiB of heap more; aim: within ${aims.growthMiB} MiB: ${verdict(last - first <= aims.growthMiB)}`,
  )
}

function collectionOf(count) {
  return join(folder, `${count}.jsonl`)
}

async function build(rows, count) {
  writeQuestions(folder, rows)
  const schema = { name: 'Halls', datasets: [{ name: 'general_mcq', args: { local_path: folder, subset_list: ['halls'] } }] }
  await writeFile(join(folder, 'schema.json'), JSON.stringify(schema))
  const argv = ['collection', 'build', 'schema.json', '--count', String(count), '--output', collectionOf(count), '--overwrite']
  const startedAt = performance.now()
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${heapMiB(count)}`, '--import', new URL('./eval/tell-peak.js', import.meta.url).href, program, ...argv],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  )
  const [{ maxRSS }] = await once(child, 'message')
  await once(child, 'exit')
  return { seconds: (performance.now() - startedAt) / 1000, rss: maxRSS / 1024 }
}

/** Milliseconds from the start of the program to the first request that it sends. */
async function firstRequest(collection) {
  const server = createServer((_, response) => response.writeHead(400).end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${server.address().port}/v1`
  const argv = ['eval', '--collection', collection, '--api-url', url, '--model', 'm', '--outputs-dir', join(folder, 'starts')]
  const startedAt = performance.now()
  const child = spawn(process.execPath, [program, ...argv], { stdio: 'ignore' })
  await once(server, 'request')
  const elapsed = performance.now() - startedAt
  child.kill('SIGKILL')
  await once(child, 'exit')
  server.closeAllConnections()
  server.close()
  return elapsed
}
