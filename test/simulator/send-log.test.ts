import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { UserError } from '../../src/lib/errors.js'
import { EventLog } from '../../src/simulator/event-log.js'
import { exchangeRecord, simulatedExchange } from '../../src/simulator/exchange-record.js'
import { keptExchanges, openSendLog } from '../../src/simulator/send-log.js'
import { createSimulator } from '../../src/simulator/server.js'
import { chat, post, quickOptions } from './support.js'

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'send-log-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  return folder
}

function record(number: number) {
  const events = new EventLog()
  for (let event = 0; event < 200; event++) events.add(event / 4, event % 2 === 0 ? 'content' : 'error', 100_000 + event)
  return exchangeRecord(
    {
      id: `x-${number}`,
      number,
      endpoint: 'chat',
      model: null,
      stream: true,
      status: 200,
      arrivedAt: 1,
      admittedAt: 2,
      headersAt: 3,
      endedAt: 4,
      promptTokens: 5,
      outputTokens: 6,
      reasoningTokens: 0,
      fault: null,
      outcome: 'completed',
      answered: null,
    },
    events,
  )
}

test('events come back from the typed columns as they were added, past every growth', () => {
  const { events } = simulatedExchange(record(0))
  expect(events).toEqual(
    Array.from({ length: 200 }, (_, event) => ({ at: event / 4, kind: event % 2 === 0 ? 'content' : 'error', tokens: 100_000 + event })),
  )
})

test('the file has one valid JSON line an exchange, equal to the log to the microsecond', async () => {
  const file = join(await temporaryFolder(), 'sent.jsonl')
  const simulator = await createSimulator(quickOptions({ log: file, rate429: 0.3, seed: 1 }))
  for (let number = 0; number < 12; number++) await (await post(simulator, '/v1/chat/completions', { ...chat, stream: true })).text()
  await simulator.close()
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
  const rounded: unknown = JSON.parse(
    JSON.stringify(await simulator.log(), (key, value: unknown) =>
      /at$/i.test(key) && typeof value === 'number' ? Math.round(value * 1000) / 1000 : value,
    ),
  )
  expect(lines.map((line): unknown => JSON.parse(line))).toEqual(rounded)
  expect(new Set((await simulator.log()).map(exchange => exchange.status))).toEqual(new Set([200, 429]))
})

test('only the last exchanges stay in memory, oldest first', async () => {
  const log = await openSendLog(undefined)
  const one = record(0)
  for (let number = 0; number < keptExchanges + 5; number++) log.add({ ...one, facts: { ...one.facts, number } })
  const recent = log.recent()
  expect(recent).toHaveLength(keptExchanges)
  expect([recent[0]?.facts.number, recent.at(-1)?.facts.number]).toEqual([5, keptExchanges + 4])
})

test('a file that cannot be opened is an error of the user', async () => {
  const folder = await temporaryFolder()
  await expect(openSendLog(join(folder, 'missing', 'sent.jsonl'))).rejects.toThrow(UserError)
  await expect(openSendLog(folder)).rejects.toThrow(folder)
})
