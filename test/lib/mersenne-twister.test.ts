import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { pythonRandom } from '../../src/lib/mersenne-twister.js'
import { seedOfText } from '../../src/lib/python-seed.js'

const numbers = z.array(z.number())
const recorded = z
  .object({
    vectors: z.array(
      z.object({
        seed: z.string(),
        random: numbers,
        random2001: z.number(),
        bits: z.record(z.string(), z.string()),
        below: z.record(z.string(), numbers),
        randint: numbers,
        shuffle: z.record(z.string(), numbers),
        sample: z.record(z.string(), numbers),
        gauss: numbers,
        mixed: z.array(z.unknown()),
      }),
    ),
    texts: z.array(z.object({ text: z.string(), seed: z.string() })),
  })
  .parse(JSON.parse(readFileSync(new URL('../../fixtures/random/cpython.json', import.meta.url), 'utf8')))

const range = (length: number): number[] => Array.from({ length }, (_, index) => index)

describe.each(recorded.vectors.map(vector => [vector.seed, vector] as const))('the random numbers of seed %s', (seed, vector) => {
  const fresh = () => pythonRandom(BigInt(seed))

  it('are those of CPython', () => {
    const random = fresh()
    expect(range(5).map(() => random.random())).toEqual(vector.random)
  })

  it('stay so after the state was renewed several times', () => {
    const random = fresh()
    for (let count = 0; count < 2000; count++) random.random()
    expect(random.random()).toBe(vector.random2001)
  })

  it('come in any number of bits', () => {
    for (const [count, bits] of Object.entries(vector.bits)) expect(fresh().getrandbits(Number(count))).toBe(BigInt(bits))
  })

  it('come below any bound', () => {
    for (const [bound, [first, ...values]] of Object.entries(vector.below)) {
      expect(fresh().randbelow(Number(bound))).toBe(first)
      const random = fresh()
      expect(values.map(() => random.randbelow(Number(bound)))).toEqual(values)
    }
  })

  it('come within bounds', () => {
    const random = fresh()
    expect(vector.randint.map(() => random.randint(-5, 17))).toEqual(vector.randint)
  })

  it('shuffle as CPython shuffles', () => {
    for (const [length, shuffled] of Object.entries(vector.shuffle)) {
      const items = range(Number(length))
      fresh().shuffle(items)
      expect(items).toEqual(shuffled)
    }
  })

  it('sample as CPython samples, by either of its ways', () => {
    for (const [name, drawn] of Object.entries(vector.sample)) {
      const [length = 0, count = 0] = name.split(',').map(Number)
      expect(fresh().sample(range(length), count)).toEqual(drawn)
    }
  })

  it('follow the normal distribution as CPython draws it', () => {
    const random = fresh()
    for (const value of vector.gauss) expect(random.gauss(0.5, 0.05)).toBeCloseTo(value, 13)
  })

  it('go on from one kind of draw to the next', () => {
    const random = fresh()
    const drawn = [random.random(), random.randint(1, 6), random.getrandbits(70).toString(), random.sample(range(9), 3), random.random()]
    expect(drawn).toEqual(vector.mixed)
  })
})

describe('a seed from text', () => {
  it.each(recorded.texts)('is that of Python for "$text"', ({ text, seed }) => {
    expect(seedOfText(text)).toBe(BigInt(seed))
  })
})

it('refuses to draw more than there is', () => {
  expect(() => pythonRandom(1).sample([1, 2], 3)).toThrow(RangeError)
})
