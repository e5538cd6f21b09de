/** Uniform numbers in [0, 1). */
export type Random = () => number

/** A seeded stream of uniform numbers (sfc32): the same numbers for the same seeds on every machine. */
export function seededRandom(...seeds: number[]): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1]
  for (const seed of seeds) {
    a ^= seed >>> 0
    b ^= Math.floor(seed / 2 ** 32) >>> 0
    for (let round = 0; round < 12; round++) next()
  }
  for (let round = 0; round < 12; round++) next()
  return () => next() / 2 ** 32

  function next(): number {
    const sum = (a + b + counter++) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
}

/** A whole number from `low` to `high`, both included. */
export function randomInteger(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1))
}
