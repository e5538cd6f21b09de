import { once } from 'node:events'
import { type Logger, pino } from 'pino'

export type { Logger } from 'pino'

export interface RunLog {
  log: Logger
  close(): Promise<void>
}

/** Writes JSON lines to a file, each passed through `clean` first. A file that cannot be written to is no reason to stop a run. */
export function openLog(path: string, clean: (line: string) => string): RunLog {
  const destination = pino.destination({ dest: path, sync: false })
  let broken = false
  destination.on('error', () => {
    broken = true
  })
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: clean } }, destination)
  return {
    log,
    async close() {
      if (broken) return
      const closed = once(destination, 'close').catch(() => undefined)
      destination.end()
      await closed
    },
  }
}
