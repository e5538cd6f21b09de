import { createServer, type Server } from 'node:http'
import { type Clock, monotonicMs } from '../lib/clock.js'
import { UserError } from '../lib/errors.js'
import { AnswerBook } from './answer-book.js'
import type { AnswerSheet, AnswerTally } from './answer-sheet.js'
import { Batch } from './batch.js'
import { estimateTokens } from './estimate-tokens.js'
import { type ExchangeRecord, type SimulatedExchange, simulatedExchange } from './exchange-record.js'
import type { SimulatorOptions } from './options.js'
import { faultRates } from './plan-exchange.js'
import { answer } from './routes.js'
import { openSendLog } from './send-log.js'
import type { Service } from './service.js'
import { TimerWheel } from './timer-wheel.js'

/** A running simulated service. */
export interface Simulator {
  /** `http://127.0.0.1:PORT` */
  url: string
  port: number
  /** The last 10,000 exchanges that ended, in the order in which they did. */
  log(): Promise<SimulatedExchange[]>
  /** Of the answers from the sheet; null where there is none. */
  tally(): Promise<AnswerTally | null>
  /** Breaks off what is being answered, then frees the port. */
  close(): Promise<void>
}

export interface SimulatorParts {
  /** Tokens of a text; an estimate where it is left out. */
  countTokens?: (text: string) => number
  clock?: Clock
  /** Prompts on it are answered from it, all others with words. */
  sheet?: AnswerSheet
}

/**
 * Starts a simulated service in this thread.
 * @throws UserError where the port is taken, the log cannot be written or the error rates add up to more than 1.
 */
export async function createSimulator(options: SimulatorOptions, parts: SimulatorParts = {}): Promise<Simulator> {
  const { records, ...simulator } = await createRecordingSimulator(options, parts)
  return { ...simulator, log: async () => records().map(simulatedExchange) }
}

/** As `createSimulator`, with its log in the compact form that a thread can hand over. */
export async function createRecordingSimulator(
  options: SimulatorOptions,
  parts: SimulatorParts = {},
): Promise<Omit<Simulator, 'log'> & { records(): ExchangeRecord[] }> {
  checkRates(options)
  const service = await createService(options, parts)
  const server = createServer({ noDelay: true, keepAliveTimeout: 75_000, requestTimeout: 0 }, (request, response) =>
    answer(service, request, response),
  )
  const port = await listen(server, options).catch(async (error: unknown) => {
    await service.log.close()
    throw error
  })
  return {
    url: `http://${urlHost(options.host)}:${port}`,
    port,
    records: () => service.log.recent(),
    tally: async () => service.answers?.tally() ?? null,
    close: () => close(server, service),
  }
}

function checkRates(options: SimulatorOptions): void {
  const sum = faultRates(options).reduce((total, [, rate]) => total + rate, 0)
  if (sum <= 1 + 1e-9) return
  throw new UserError(
    `The error rates of the simulated service add up to ${sum}, more than all requests.`,
    'Lower them to a sum of at most 1.',
  )
}

async function createService(options: SimulatorOptions, parts: SimulatorParts): Promise<Service> {
  const clock = parts.clock ?? monotonicMs
  return {
    options,
    clock,
    countTokens: parts.countTokens ?? estimateTokens,
    wheel: new TimerWheel(clock),
    batch: new Batch(options.maxBatch),
    log: await openSendLog(options.log),
    answers: parts.sheet === undefined ? null : new AnswerBook(parts.sheet),
    created: Math.floor(Date.now() / 1000),
    running: new Set(),
    nextNumber: 0,
    nextOther: 0,
  }
}

function listen(server: Server, { host, port }: SimulatorOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', error => {
      const hint = port === 0 ? 'Choose another --host.' : 'Choose another --port, or 0 for any free one.'
      reject(new UserError(`The simulated service cannot listen on ${host}:${port}: ${error.message}.`, hint, { cause: error }))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

async function close(server: Server, service: Service): Promise<void> {
  for (const exchange of [...service.running]) exchange.disconnect()
  service.wheel.close()
  await new Promise(resolve => {
    server.close(resolve)
    server.closeAllConnections()
  })
  await service.log.close()
}

/** What a client on this machine connects to. */
function urlHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}
