// One evaluation in a process of its own: its time, its CPU time and its memory on the way.
import { setTimeout } from 'node:timers/promises'
import { evalOptions } from '../../dist/eval/options.js'
import { prepareEval } from '../../dist/eval/prepare.js'
import { runEval } from '../../dist/eval/run-eval.js'
import { monotonicMs } from '../../dist/lib/clock.js'

const [folder, given, ...marks] = process.argv.slice(2)
const memory = []
const observer = {
  planned: () => {},
  loading: () => {},
  downloading: () => {},
  noted: () => {},
  progressed: ({ done }, outcome) => {
    if (outcome === null || done !== Number(marks[memory.length])) return
    global.gc?.()
    memory.push({ done, rss: process.memoryUsage.rss(), heapUsed: process.memoryUsage().heapUsed })
  },
}
const never = new AbortController().signal
const options = evalOptions.parse(JSON.parse(given))
const prepared = await prepareEval(options, { env: process.env, cwd: folder, urlFromEnvironment: false, dryRun: false, observer })
const cpu = process.cpuUsage()
const startedAt = monotonicMs()
const { result } = await runEval(prepared, {
  cwd: folder,
  clock: monotonicMs,
  now: () => new Date(),
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => {}),
  observer,
  stop: never,
  cancel: never,
})
const { user, system } = process.cpuUsage(cpu)
const [dataset] = result.datasets
process.send({
  seconds: (monotonicMs() - startedAt) / 1000,
  cpuSeconds: (user + system) / 1e6,
  samples: dataset.samples,
  scored: dataset.metrics[0].overall.scored,
  score: dataset.metrics[0].overall.score,
  memory,
})
await prepared.close()
