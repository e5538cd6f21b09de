/** The numbers of CPython 3's `random.Random(seed)`, for orders that must be the same as a Python program's. */
export interface PythonRandom {
  /** In [0, 1), with 53 random bits. */
  random(): number
  /** A number of `count` random bits. */
  getrandbits(count: number): bigint
  /** 0 to `below` - 1; `below` is at least 1 and at most 2^53. */
  randbelow(below: number): number
  /** A whole number from `low` to `high`, both included. */
  randint(low: number, high: number): number
  /** Shuffles in place. */
  shuffle(items: unknown[]): void
  /** `count` different items, in the order in which they were drawn. */
  sample<Item>(items: readonly Item[], count: number): Item[]
  /** A draw from the normal distribution; draws come in pairs, as in Python. */
  gauss(mean: number, deviation: number): number
}

/**
 * MT19937 (Matsumoto and Nishimura 1998) seeded by `init_by_array` as CPython seeds it with a whole number. The generator's words and all
 * derived whole numbers equal CPython's on every machine; `gauss` may differ in the last bit, as the platform's logarithm does.
 */
export function pythonRandom(seed: number | bigint): PythonRandom {
  const next = wordsOf(seed)
  const random = () => ((next() >>> 5) * 0x4000000 + (next() >>> 6)) / 2 ** 53
  let second: number | null = null

  function randbelow(below: number): number {
    const bits = bitLength(below)
    for (;;) {
      const drawn = smallBits(next, bits)
      if (drawn < below) return drawn
    }
  }

  return {
    random,
    randbelow,
    getrandbits: count => manyBits(next, count),
    randint: (low, high) => low + randbelow(high - low + 1),
    shuffle(items) {
      for (let last = items.length - 1; last > 0; last--) swap(items, last, randbelow(last + 1))
    },
    sample: (items, count) => drawSample(items, count, randbelow),
    gauss(mean, deviation) {
      const held = second
      second = null
      if (held !== null) return mean + held * deviation
      const angle = random() * 2 * Math.PI
      const radius = Math.sqrt(-2 * Math.log(1 - random()))
      second = Math.sin(angle) * radius
      return mean + Math.cos(angle) * radius * deviation
    },
  }
}

const SIZE = 624
const MIDDLE = 397

/** The stream of 32-bit words. */
function wordsOf(seed: number | bigint): () => number {
  const state = initByArray(keyOf(seed))
  let at = SIZE
  return () => {
    if (at >= SIZE) {
      refill(state)
      at = 0
    }
    let word = state[at++] ?? 0
    word ^= word >>> 11
    word ^= (word << 7) & 0x9d2c5680
    word ^= (word << 15) & 0xefc60000
    return (word ^ (word >>> 18)) >>> 0
  }
}

/** The seed's absolute value in 32-bit words, lowest first; zero is one word. */
function keyOf(seed: number | bigint): number[] {
  let left = BigInt(seed)
  if (left < 0n) left = -left
  const words: number[] = []
  do {
    words.push(Number(left & 0xffffffffn))
    left >>= 32n
  } while (left > 0n)
  return words
}

function initByArray(key: readonly number[]): Uint32Array {
  const state = new Uint32Array(SIZE)
  state[0] = 19650218
  for (let at = 1; at < SIZE; at++) state[at] = Math.imul(1812433253, mixed(state, at)) + at
  let at = 1
  const step = () => {
    if (++at < SIZE) return
    state[0] = state[SIZE - 1] ?? 0
    at = 1
  }
  for (let round = 0, from = 0; round < Math.max(SIZE, key.length); round++, from = (from + 1) % key.length) {
    state[at] = ((state[at] ?? 0) ^ Math.imul(mixed(state, at), 1664525)) + (key[from] ?? 0) + from
    step()
  }
  for (let round = 1; round < SIZE; round++) {
    state[at] = ((state[at] ?? 0) ^ Math.imul(mixed(state, at), 1566083941)) - at
    step()
  }
  state[0] = 0x80000000
  return state
}

function mixed(state: Uint32Array, at: number): number {
  const before = state[at - 1] ?? 0
  return before ^ (before >>> 30)
}

function refill(state: Uint32Array): void {
  for (let at = 0; at < SIZE; at++) {
    const joined = ((state[at] ?? 0) & 0x80000000) | ((state[(at + 1) % SIZE] ?? 0) & 0x7fffffff)
    state[at] = (state[(at + MIDDLE) % SIZE] ?? 0) ^ (joined >>> 1) ^ (joined & 1 ? 0x9908b0df : 0)
  }
}

const bitLength = (value: number): number => (value < 2 ** 32 ? 32 - Math.clz32(value) : 32 + bitLength(Math.floor(value / 2 ** 32)))

/** Up to 54 bits as a number: the lowest word is drawn first, the last one is cut from above. */
function smallBits(next: () => number, count: number): number {
  if (count <= 32) return next() >>> (32 - count)
  return next() + smallBits(next, count - 32) * 2 ** 32
}

function manyBits(next: () => number, count: number): bigint {
  let value = 0n
  for (let done = 0; done < count; done += 32) value |= BigInt(next() >>> Math.max(0, 32 - (count - done))) << BigInt(done)
  return value
}

function swap(items: unknown[], one: number, other: number): void {
  const held = items[one]
  items[one] = items[other]
  items[other] = held
}

/** Below a certain size Python draws from a shrinking copy, above it draws places until they are new. */
function drawSample<Item>(items: readonly Item[], count: number, randbelow: (below: number) => number): Item[] {
  if (count < 0 || count > items.length) throw new RangeError(`Cannot draw ${count} of ${items.length} items.`)
  const limit = count > 5 ? 21 + 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 21
  return items.length <= limit ? fromPool([...items], count, randbelow) : byPlace(items, count, randbelow)
}

function fromPool<Item>(pool: Item[], count: number, randbelow: (below: number) => number): Item[] {
  const drawn: Item[] = []
  for (let left = pool.length; drawn.length < count; left--) {
    const place = randbelow(left)
    drawn.push(...pool.slice(place, place + 1))
    pool.copyWithin(place, left - 1, left)
  }
  return drawn
}

function byPlace<Item>(items: readonly Item[], count: number, randbelow: (below: number) => number): Item[] {
  const places = new Set<number>()
  while (places.size < count) places.add(randbelow(items.length))
  return [...places].flatMap(place => items.slice(place, place + 1))
}
