// npm run bench:memory: what 100,000 requests leave behind in the real closed loop. See README.md.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { printMachine } from './support/machine.js'
import { runScript, startScript } from './support/processes.js'
import { printTable, verdict } from './support/table.js'

const aimMiB = 25

printMachine()
const server = await startScript(new URL('./speed/event-server.js', import.meta.url), [])
const folder = await mkdtemp(join(tmpdir(), 'bench-memory-'))
const url = `http://127.0.0.1:${server.message}/v1/chat/completions?mode=whole&events=8`
const samples = await runScript(new URL('./memory/run.js', import.meta.url), [url, folder], ['--expose-gc'])
await server.stop()
await rm(folder, { recursive: true })

const mebibytes = bytes => (bytes / 2 ** 20).toFixed(1)
printTable(
  'Memory after garbage collection, 64 requests in flight, 8 events each',
  ['requests ended', 'heap MiB', 'array buffers MiB', 'both MiB', 'resident MiB', 'seconds'],
  samples.map(({ ended, heapUsed, arrayBuffers, rss, seconds }) => [
    ended.toLocaleString('en'),
    mebibytes(heapUsed),
    mebibytes(arrayBuffers),
    mebibytes(heapUsed + arrayBuffers),
    mebibytes(rss),
    seconds.toFixed(1),
  ]),
)
const size = ended => {
  const sample = samples.find(one => one.ended === ended)
  return sample.heapUsed + sample.arrayBuffers
}
const growth = size(100_000) - size(10_000)
console.log(
  `from 10,000 to 100,000: ${mebibytes(growth)} MiB, ${Math.round(growth / 90_000)} bytes a request; aim: within ${aimMiB} MiB: ${verdict(growth <= aimMiB * 2 ** 20)}`,
)
