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

printMachine()
const server = await startScript(serverScript, [])
await compare('64 streams, 20,000 events/s, one event a read', { streams: 64, events: 400, rate: 20_000 })
await compare('512 streams, 20,000 events/s, one event a read', { streams: 512, events: 100, rate: 20_000 })
await compare('64 streams, as fast as the client reads, many events a read', { streams: 64, events: 6_400 })
await server.stop()

/** Every client in a fresh process, in turns, so that what else the machine does falls on all of them. */
async function compare(title, load) {
  const results = Object.fromEntries(names.map(name => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(round + turn) % names.length]
      results[name].push(await runScript(clientScript, [name, `http://127.0.0.1:${server.message}`, JSON.stringify(load)]))
    }
  }
  print(title, results)
}

function print(title, results) {
  const middle = (name, value) => median(results[name].map(value))
  const cost = name => middle(name, result => result.cpuUs / result.events)
  const cheapest = Math.min(...names.map(cost))
  const rows = names.map(name => [
    name,
    cost(name).toFixed(1),
    results[name].map(result => (result.cpuUs / result.events).toFixed(1)).join(' '),
    (cost(name) / cheapest).toFixed(2),
    middle(name, result => result.events / result.loopEvents).toFixed(2),
    Math.round(1e6 / cost(name)).toLocaleString('en'),
    Math.round(middle(name, result => (result.events / result.wallMs) * 1000)).toLocaleString('en'),
  ])
  printTable(
    title,
    ['client', 'CPU us/event', 'rounds', 'x cheapest', 'events/read', 'events/s at 100 % CPU', 'events/s seen'],
    rows,
  )
  const ratio = cost('evalscope-ts') / cheapest
  console.log(`aim: within ${aim} x of the cheapest: ${ratio.toFixed(2)} x, ${verdict(ratio <= aim)}`)
}
