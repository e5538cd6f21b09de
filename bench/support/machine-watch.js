// How late this machine wakes a process that waits on a socket: another process writes the time into a socket, this one reads it and
// compares. No client can measure better than that meanwhile. The file is its own child.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { monotonicMs } from '../../dist/lib/clock.js'
import { spread } from './statistics.js'

const intervalMs = 10

/**
 * Begins to watch; this process must be idle meanwhile, or its own work is in the figures.
 * @returns {Promise<() => { p50: number, p90: number, p99: number, max: number }>} ends the watch: milliseconds
 */
export async function watchMachine() {
  const delays = []
  const server = createServer({ noDelay: true }, socket => {
    socket.on('data', bytes => {
      const at = monotonicMs()
      for (let offset = 0; offset + 8 <= bytes.length; offset += 8) delays.push(at - bytes.readDoubleLE(offset))
    })
    socket.on('error', () => socket.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const child = fork(new URL(import.meta.url), [String(server.address().port)])
  return () => {
    child.kill()
    server.close()
    return spread(delays)
  }
}

if (process.send) {
  const socket = connect({ port: Number(process.argv[2]), host: '127.0.0.1', noDelay: true })
  const bytes = Buffer.alloc(8)
  setInterval(() => {
    bytes.writeDoubleLE(monotonicMs())
    socket.write(Buffer.from(bytes))
  }, intervalMs)
}
