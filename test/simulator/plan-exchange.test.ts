import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type ExchangePlan, planExchange } from '../../src/simulator/plan-exchange.js'
import { quickOptions, request } from './support.js'

function plans(count: number, options = quickOptions(), asked = request()): ExchangePlan[] {
  return Array.from({ length: count }, (_, number) => planExchange(options, options.seed, number, asked))
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

test('a plan depends on seed and number alone', () => {
  const options = quickOptions({ cutRate: 0.2, toolCallRate: 0.3, ttft: 40 })
  const alone = planExchange(options, 7, 123, request())
  plans(50, options)
  expect(planExchange(options, 7, 123, request())).toEqual(alone)
  expect(planExchange(options, 8, 123, request())).not.toEqual(alone)
  expect(planExchange(options, 7, 124, request())).not.toEqual(alone)
})

test('no answer is longer than max_tokens or shorter than min_tokens', () => {
  const limits = fc.record({
    number: fc.nat(),
    maxTokens: fc.integer({ min: 1, max: 300 }),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  fc.assert(
    fc.property(limits, ({ number, maxTokens, share }) => {
      const minTokens = Math.floor(share * maxTokens)
      const [choice] = planExchange(quickOptions({ outputTokens: 64 }), 1, number, request({ maxTokens, minTokens })).choices
      const tokens = choice?.tokens ?? 0
      expect(tokens).toBeGreaterThanOrEqual(Math.max(1, minTokens))
      expect(tokens).toBeLessThanOrEqual(maxTokens)
      expect(choice?.finish).toBe(tokens < maxTokens ? 'stop' : 'length')
    }),
  )
})

test('ignore_eos writes on to max_tokens', () => {
  for (const plan of plans(20, quickOptions(), request({ ignoreEos: true, maxTokens: 777 }))) {
    expect(plan.choices).toEqual([{ tokens: 777, reasoningTokens: 0, toolCall: false, finish: 'length', pieces: null }])
  }
})

test('natural answers have the asked mean length and differ', () => {
  const lengths = plans(4000, quickOptions({ outputTokens: 64 })).map(plan => plan.choices[0]?.tokens ?? 0)
  expect(mean(lengths)).toBeCloseTo(64, -0.5)
  expect(new Set(lengths).size).toBeGreaterThan(40)
})

test('the first token waits for the drawn time and for the prefill of the prompt', () => {
  const options = quickOptions({ ttft: 40, ttftSpread: 0.1, prefillRate: 1000 })
  const short = plans(2000, options, request({ promptTokens: 0 })).map(plan => plan.ttftMs)
  const long = plans(2000, options, request({ promptTokens: 500 })).map(plan => plan.ttftMs)
  expect(mean(short)).toBeCloseTo(40, 0)
  expect(long.map((value, index) => Math.round(value - (short[index] ?? 0)))).toEqual(Array(2000).fill(500))
})

test('a share of the tokens is reasoning, in chat only', () => {
  const options = quickOptions({ reasoningShare: 0.25 })
  const asked = { ignoreEos: true, maxTokens: 100 }
  expect(plans(1, options, request(asked))[0]?.choices[0]).toMatchObject({ tokens: 100, reasoningTokens: 25 })
  expect(plans(1, options, request({ ...asked, endpoint: 'completions' }))[0]?.choices[0]).toMatchObject({ reasoningTokens: 0 })
})

test('tool calls end with tool_calls, or with length where the limit cuts them', () => {
  const options = quickOptions({ toolCallRate: 1 })
  expect(plans(1, options)[0]?.choices[0]).toMatchObject({ toolCall: true, finish: 'tool_calls' })
  expect(plans(1, options, request({ maxTokens: 1 }))[0]?.choices[0]).toMatchObject({ toolCall: true, finish: 'length' })
})

test('faults come at their rates and strike within the answer', () => {
  const rates = { rate429: 0.1, rate500: 0.05, cutRate: 0.15, errorEventRate: 0.1, stallRate: 0.2, emptyRate: 0.1 }
  const drawn = plans(10_000, quickOptions(rates))
  const share = (fault: string | null) => drawn.filter(plan => plan.fault === fault).length / drawn.length
  expect(share('rate-limit')).toBeCloseTo(0.1, 1)
  expect(share('server-error')).toBeCloseTo(0.05, 1)
  expect(share('cut')).toBeCloseTo(0.15, 1)
  expect(share('error-event')).toBeCloseTo(0.1, 1)
  expect(share('stall')).toBeCloseTo(0.2, 1)
  expect(share('empty')).toBeCloseTo(0.1, 1)
  expect(share(null)).toBeCloseTo(0.3, 1)
  for (const { faultAfter, choices } of drawn) expect(faultAfter).toBeLessThanOrEqual(Math.max(0, (choices[0]?.tokens ?? 0) - 1))
})

test('an empty answer has no tokens even with ignore_eos', () => {
  const [plan] = plans(1, quickOptions({ emptyRate: 1 }), request({ ignoreEos: true }))
  expect(plan).toMatchObject({ fault: 'empty', choices: [{ tokens: 0, finish: 'stop' }] })
})
