import { createWriteStream, type WriteStream } from 'node:fs'
import { UserError } from '../lib/errors.js'
import { type ExchangeRecord, simulatedExchange } from './exchange-record.js'

/** How many finished exchanges stay in memory for `Simulator.log()`; the file keeps all. */
export const keptExchanges = 10_000

/** Finished exchanges: the last `keptExchanges` in memory, all of them in the file where one was asked for. */
export interface SendLog {
  add(record: ExchangeRecord): void
  /** Oldest first, in the order in which they ended. */
  recent(): ExchangeRecord[]
  /** @throws UserError where the file could not be written to its end. */
  close(): Promise<void>
}

/** @throws UserError where the file cannot be opened. */
export async function openSendLog(path: string | undefined): Promise<SendLog> {
  const file = path === undefined ? null : await openFile(path)
  const ring: ExchangeRecord[] = []
  let added = 0
  return {
    add(record) {
      ring[added++ % keptExchanges] = record
      file?.write(jsonLine(record))
    },
    recent() {
      const oldest = added % keptExchanges
      return added <= keptExchanges ? [...ring] : [...ring.slice(oldest), ...ring.slice(0, oldest)]
    },
    close: async () => file?.close(),
  }
}

interface LogFile {
  write(line: string): void
  close(): Promise<void>
}

async function openFile(path: string): Promise<LogFile> {
  const stream = createWriteStream(path)
  let failure: Error | undefined
  await new Promise<void>((resolve, reject) => {
    stream.once('open', () => resolve())
    stream.once('error', error => reject(cannotWrite(path, error)))
  })
  stream.on('error', error => {
    failure = error
  })
  return {
    write: line => void (failure === undefined && stream.write(line)),
    async close() {
      await ended(stream)
      if (failure !== undefined) throw cannotWrite(path, failure)
    },
  }
}

async function ended(stream: WriteStream): Promise<void> {
  if (stream.closed) return
  await new Promise<void>(resolve => {
    stream.once('close', resolve)
    stream.end()
  })
}

function cannotWrite(path: string, error: Error): UserError {
  return new UserError(
    `The send log ${path} cannot be written: ${error.message}.`,
    'Give --log a file in a folder that exists and is writable.',
    {
      cause: error,
    },
  )
}

// Microseconds are what the clock resolves; more digits would only be noise.
function jsonLine(record: ExchangeRecord): string {
  return `${JSON.stringify(simulatedExchange(record), (key, value: unknown) => (typeof value === 'number' && isMoment(key) ? Math.round(value * 1000) / 1000 : value))}\n`
}

function isMoment(key: string): boolean {
  return key === 'at' || key.endsWith('At')
}
