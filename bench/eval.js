// npm run bench:eval: what the pipeline of eval costs a sample, when the service costs nothing. See README.md.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { loadBenchmarks } from '../dist/eval/benchmarks/load-benchmarks.js'
import { readDatasetArgs } from '../dist/eval/dataset-args.js'
import { optionsFor, writeQuestions } from './eval/questions.js'
import { printMachine } from './support/machine.js'
import { runScript, startScript } from './support/processes.js'
import { median } from './support/statistics.js'
import { printTable, verdict } from './support/table.js'

const benchmarks = await loadBenchmarks()

const samples = 10_000
const marks = [2_000, 10_000]
const aims = { rate: 1_500, startMs: 300, scoring: 20_000, growthMiB: 30 }
const program = new URL('../bin/evalscope-ts.js', import.meta.url).pathname

printMachine()
const folder = await mkdtemp(join(tmpdir(), 'bench-eval-'))
writeQuestions(folder, samples)
const service = await startScript(new URL('./eval/service.js', import.meta.url), [folder])
const runs = []
for (let run = 0; run < 3; run++)
  runs.push(
    await runScript(
      new URL('./eval/run.js', import.meta.url),
      [folder, JSON.stringify(optionsFor(folder, service.message)), ...marks.map(String)],
      ['--expose-gc'],
    ),
  )
await service.stop()

const mebibytes = bytes => (bytes / 2 ** 20).toFixed(1)
printTable(
  `${samples.toLocaleString('en')} multiple-choice samples, 64 requests in flight, a service that answers at once`,
  [
    'run',
    'seconds',
    'CPU seconds',
    'samples/s',
    'µs of CPU a sample',
    'score',
    ...marks.flatMap(mark => [`RSS MiB at ${mark}`, `heap MiB at ${mark}`]),
  ],
  runs.map(({ seconds, cpuSeconds, scored, score, memory }, index) => [
    index + 1,
    seconds.toFixed(2),
    cpuSeconds.toFixed(2),
    Math.round(scored / seconds),
    Math.round((cpuSeconds / scored) * 1e6),
    score.toFixed(3),
    ...memory.flatMap(({ rss, heapUsed }) => [mebibytes(rss), mebibytes(heapUsed)]),
  ]),
)
const rate = median(runs.map(({ scored, seconds }) => scored / seconds))
const growth = median(runs.map(({ memory: [first, last] }) => last.heapUsed - first.heapUsed))
console.log(`samples a second: ${Math.round(rate)}; aim: over ${aims.rate}: ${verdict(rate > aims.rate)}`)
console.log(
  `heap from 2,000 to 10,000: ${mebibytes(growth)} MiB; aim: within ${aims.growthMiB} MiB: ${verdict(growth <= aims.growthMiB * 2 ** 20)}`,
)

await printLongAnswers()

const starts = []
for (let run = 0; run < 9; run++) starts.push(await firstRequest())
const start = median(starts)
console.log(
  `from start to the first request: ${start.toFixed(0)} ms (median of ${starts.length}); aim: under ${aims.startMs} ms: ${verdict(start < aims.startMs)}`,
)

const scoring = scoringRate()
console.log(
  `choices scored a second: ${Math.round(scoring).toLocaleString('en')}; aim: over ${aims.scoring.toLocaleString('en')}: ${verdict(scoring > aims.scoring)}`,
)
await rm(folder, { recursive: true })

/** What is read out of an answer may be all of it; none may stay in memory for that. */
async function printLongAnswers() {
  const content = 'some words '.repeat(4_000)
  const reply = JSON.stringify({
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage: { prompt_tokens: 9, completion_tokens: 8_000 },
  })
  const answer = response => response.writeHead(200, { 'content-type': 'application/json' }).end(reply)
  const server = createServer((request, response) => request.resume().once('end', () => answer(response))).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = join(folder, 'long')
  await mkdir(own)
  await writeFile(
    join(own, 'own.jsonl'),
    Array.from({ length: 4_000 }, (_, number) => `{"question":"Q${number}?","answer":"words"}\n`).join(''),
  )
  const given = {
    ...optionsFor(folder, `http://127.0.0.1:${server.address().port}/v1`),
    datasets: ['general_qa'],
    datasetArgs: { general_qa: { local_path: own } },
    stream: false,
  }
  const run = new URL('./eval/run.js', import.meta.url)
  const { memory } = await runScript(run, [folder, JSON.stringify(given), '1000', '4000'], ['--expose-gc'])
  server.close()
  const grown = memory[1].heapUsed - memory[0].heapUsed
  console.log(
    `heap from 1,000 to 4,000 answers of ${content.length / 1000} kB: ${mebibytes(grown)} MiB; aim: within ${aims.growthMiB} MiB: ${verdict(grown <= aims.growthMiB * 2 ** 20)}`,
  )
}

/** Milliseconds from the start of the program to the first request that it sends. */
async function firstRequest() {
  const server = createServer((_, response) => response.writeHead(400).end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${server.address().port}/v1`
  const argv = ['eval', '--datasets', 'demo', '--limit', '1', '--api-url', url, '--model', 'm', '--outputs-dir', join(folder, 'starts')]
  const startedAt = performance.now()
  const child = spawn(process.execPath, [program, ...argv], { stdio: 'ignore' })
  await once(server, 'request')
  const elapsed = performance.now() - startedAt
  await once(child, 'exit')
  server.close()
  return elapsed
}

/** Whole replies in many styles, right and wrong. */
function scoringRate() {
  const benchmark = benchmarks.get('mmlu_pro')
  const { args } = readDatasetArgs(benchmark, {})
  const options = ['a lever', 'a pulley', 'an inclined plane', 'a wedge', 'a screw', 'a wheel', 'a gear', 'a spring', 'a cam', 'a chain']
  const sample = {
    id: '',
    benchmark: 'mmlu_pro',
    subset: 'physics',
    row: 0,
    question: 'Which is it?',
    choices: options,
    target: 'F',
    messages: null,
    metadata: {},
  }
  const { right, wrong } = benchmark.forms(sample)
  const replies = [...right, ...wrong]
  const context = { args, judge: null, programs: null }
  const pass = () => {
    for (const reply of replies) benchmark.score(reply, sample, context)
  }
  for (let warm = 0; warm < 200; warm++) pass()
  const startedAt = performance.now()
  let scored = 0
  while (performance.now() - startedAt < 2_000) {
    pass()
    scored += replies.length
  }
  return scored / ((performance.now() - startedAt) / 1000)
}
