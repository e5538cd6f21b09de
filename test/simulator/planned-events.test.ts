import { expect, test } from 'vitest'
import { planExchange } from '../../src/simulator/plan-exchange.js'
import { plannedEvents } from '../../src/simulator/planned-events.js'
import type { SimulatedRequest } from '../../src/simulator/read-request.js'
import { vocabulary } from '../../src/simulator/vocabulary.js'
import { quickOptions, request, words } from './support.js'

function events(given: Parameters<typeof quickOptions>[0], asked: Partial<SimulatedRequest> = {}, number = 0) {
  const options = quickOptions(given)
  return [...plannedEvents(options, request(asked), planExchange(options, options.seed, number, request(asked)))]
}

function kinds(list: ReturnType<typeof events>): string {
  return list.map(({ kind, choice }) => (choice === 0 ? kind : `${kind}${choice}`)).join(' ')
}

const four = { ignoreEos: true, maxTokens: 4 }

test('a stream is role, content, finish, usage and done', () => {
  expect(kinds(events({}, four))).toBe('role content content content content finish usage done')
  expect(kinds(events({ roleFirst: false }, { ...four, includeUsage: false }))).toBe('content content content content finish done')
  expect(kinds(events({}, { ...four, endpoint: 'completions' }))).toBe('content content content content finish usage done')
})

test('the same plan gives the same events, another number gives others', () => {
  const options = { itl: 4, toolCallRate: 0.5, reasoningShare: 0.5 }
  expect(events(options, {}, 5)).toEqual(events(options, {}, 5))
  expect(events(options, {}, 6)).not.toEqual(events(options, {}, 5))
})

test('reasoning comes first, then content, and no event holds both', () => {
  const list = events({ reasoningShare: 0.5, tokensPerEvent: 3 }, { ignoreEos: true, maxTokens: 10 })
  expect(list.map(({ kind, tokens }) => `${kind}:${tokens}`).join(' ')).toBe(
    'role:0 reasoning:3 reasoning:2 content:3 content:2 finish:0 usage:0 done:0',
  )
  expect(list.filter(event => event.kind === 'content').map(event => event.text[0])).toEqual([expect.stringMatching(/[a-z]/), ' '])
})

test('every event has as many words of the vocabulary as it has tokens', () => {
  for (const event of events({ tokensPerEvent: 2.5, reasoningShare: 0.3 }, { ignoreEos: true, maxTokens: 500 })) {
    expect(words(event.text)).toBe(event.tokens)
    for (const word of event.text.trim().split(' ').filter(Boolean)) expect(vocabulary).toContain(word)
  }
})

test('a fractional number of tokens an event is kept as a mean', () => {
  const sizes = events({ tokensPerEvent: 1.5 }, { ignoreEos: true, maxTokens: 3000 }).filter(event => event.kind === 'content')
  expect(new Set(sizes.map(event => event.tokens))).toEqual(new Set([1, 2]))
  expect(3000 / sizes.length).toBeCloseTo(1.5, 1)
})

test('tool arguments are JSON when complete and stay open when cut', () => {
  const text = (asked: Partial<SimulatedRequest>) =>
    events({ toolCallRate: 1 }, asked)
      .filter(event => event.kind === 'tool')
      .map(event => event.text)
      .join('')
  expect(JSON.parse(text({}))).toEqual({ query: expect.stringMatching(/^[a-z]+( [a-z]+)*$/) })
  expect(text(four)).toMatch(/^\{"query": "[a-z]+( [a-z]+){3}$/)
})

test('several choices advance together and each has its own words and finish', () => {
  const list = events({}, { ignoreEos: true, maxTokens: 2, choices: 2 })
  expect(kinds(list)).toBe('role role1 content content1 content finish content1 finish1 usage done')
  const text = (choice: number) => list.filter(event => event.choice === choice).map(event => event.text)
  expect(text(0)).not.toEqual(text(1))
})

test('gaps have the asked mean and spread, and only steps have gaps', () => {
  const list = events({ ttft: 40, ttftSpread: 0, itl: 10, itlSpread: 0.2 }, { ignoreEos: true, maxTokens: 5000 })
  const content = list.filter(event => event.kind === 'content')
  expect(content[0]).toMatchObject({ waitMs: expect.closeTo(40, 4), decodeMs: 0 })
  const gaps = content.slice(1).map(event => event.decodeMs)
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
  const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length)
  expect(mean).toBeCloseTo(10, 0)
  expect(deviation).toBeCloseTo(2, 0)
  for (const event of list.filter(({ kind }) => kind === 'role' || kind === 'usage' || kind === 'done')) {
    expect(event).toMatchObject({ waitMs: 0, decodeMs: 0 })
  }
})

test('a natural end is one step after the last token, a cut by the limit comes with it', () => {
  const finish = (asked: Partial<SimulatedRequest>) => events({ itl: 10 }, asked).find(event => event.kind === 'finish')
  expect(finish({})).toMatchObject({ finish: 'stop', decodeMs: expect.closeTo(10, -2) })
  expect(finish({})?.decodeMs).toBeGreaterThan(0)
  expect(finish(four)).toMatchObject({ finish: 'length', decodeMs: 0 })
})

test.each([1, 2, 3, 4, 50])('a cut, an error and a stall strike before the last event of %i tokens at once', tokensPerEvent => {
  for (let number = 0; number < 30; number++) {
    const cut = events({ cutRate: 1, tokensPerEvent }, four, number)
    expect(cut.at(-1)?.kind).toBe('cut')
    expect(cut.some(event => event.kind === 'finish')).toBe(false)
    expect(kinds(events({ errorEventRate: 1, tokensPerEvent }, four, number))).toMatch(/^role (content )*error done$/)
    const stalled = events({ stallRate: 1, stallSeconds: 3, tokensPerEvent }, four, number)
    expect(stalled.filter(event => event.waitMs >= 3000).map(event => event.kind)).toEqual(['content'])
    expect(stalled.at(-1)?.kind).toBe('done')
  }
})

test('an empty answer finishes without a token', () => {
  expect(kinds(events({ emptyRate: 1 }))).toBe('role finish usage done')
})
