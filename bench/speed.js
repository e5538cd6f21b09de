// npm run bench: what one streamed event costs the client, beside the least that could read it. See README.md.
import { printMachine } from './support/machine.js'
import { runScript, startScript } from './support/processes.js'
import { median } from './support/statistics.js'
import { printTable, verdict } from './support/table.js'

const serverScript = new URL('./speed/event-server.js', import.meta.url)
const clientScript = new URL('./speed/client-process.js', import.meta.url)
const names = ['evalscope-ts', 'node:http', 'fetch']
const rounds = 3
const aim = 1.3

const loads = [
  { title: '64 streams, 20,000 events/s in all, one event a read', load: { streams: 64, events: 400, rate: 20_000 }, aim },
  { title: '512 streams, 20,000 events/s in all, one event a read', load: { streams: 512, events: 100, rate: 20_000 }, aim },
  {
    title: 'Saturated: 512 streams, one event a write, more than one thread reads',
    load: { streams: 512, events: 400, rate: 250_000 },
    aim: null,
  },
  { title: 'Flooded: 64 streams, hundreds of events a write', load: { streams: 64, events: 6_400 }, aim: null },
]

printMachine()
const server = await startScript(serverScript, [])
for (const { title, load, aim } of loads) print(title, await measure(load), aim)
await server.stop()
printMachine()

/**
 * Every client in a fresh process, in turns, so that what else the machine does falls on all of them.
 * @returns {Promise<any[][]>} by client, then by round
 */
async function measure(load) {
  const results = names.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const client = (round + turn) % names.length
      const url = `http://127.0.0.1:${server.message}`
      results[client][round] = await runScript(clientScript, [names[client], url, JSON.stringify(load)])
    }
  }
  return results
}

function print(title, results, aim) {
  const costs = results.map(ofClient => ofClient.map(result => result.cpuUs / result.events))
  // Each round against the cheapest of the same round.
  const ratios = costs.map(ofClient => median(ofClient.map((cost, round) => cost / Math.min(...costs.map(others => others[round])))))
  const rows = results.map((ofClient, client) => [
    names[client],
    median(costs[client]).toFixed(1),
    costs[client].map(cost => cost.toFixed(1)).join(' '),
    ratios[client].toFixed(2),
    median(ofClient.map(result => result.events / result.loopEvents)).toFixed(1),
    whole(median(ofClient.map(result => (result.events / result.wallMs) * 1000))),
    `${whole(median(ofClient.map(result => result.cpuUs / result.wallMs / 10)))} %`,
    whole(1e6 / median(costs[client])),
  ])
  printTable(
    title,
    ['client', 'CPU us/event', 'each round', 'x cheapest', 'events/wake-up', 'events/s seen', 'at CPU', 'events/s of CPU'],
    rows,
  )
  if (aim !== null)
    console.log(`aim: evalscope-ts within ${aim} x of the cheapest: ${ratios[0].toFixed(2)} x, ${verdict(ratios[0] <= aim)}`)
}

function whole(value) {
  return Math.round(value).toLocaleString('en')
}
