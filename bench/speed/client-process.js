// Measures one client in a process of its own: node client-process.js NAME BASE-URL '{"streams":64,"events":400,"rate":20000}'
// Without a rate, the server floods. To see where the time goes: node --cpu-prof client-process.js …
import { performance } from 'node:perf_hooks'
import { clients } from './clients.js'

const [name = '', base = '', settings = '{}'] = process.argv.slice(2)
const { streams, events, rate } = JSON.parse(settings)
const send = clients[name]()

const url = `${base}/v1/chat/completions?${new URLSearchParams({ mode: rate === undefined ? 'flood' : 'paced', streams, events, rate })}`

// The first round opens the connections and lets the engine compile what is hot.
await round()
const result = await round()
if (process.send) process.send(result, () => process.exit())
else {
  console.log(result)
  process.exit()
}

async function round() {
  const cpu = process.cpuUsage()
  const startedAt = performance.now()
  const before = performance.nodeTiming.uvMetricsInfo
  const replies = await Promise.all(Array.from({ length: streams }, () => send(url)))
  const { user, system } = process.cpuUsage(cpu)
  const after = performance.nodeTiming.uvMetricsInfo
  return {
    events: replies.reduce((sum, reply) => sum + reply, 0),
    cpuUs: user + system,
    systemUs: system,
    wallMs: performance.now() - startedAt,
    /** What the event loop was told of by the system: reads, nearly all of it. */
    loopEvents: after.events - before.events,
  }
}
