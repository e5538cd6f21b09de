import { integer, type Rational, rational } from './rational.js'

interface Unit {
  dimension: string
  /** How many of the dimension's first unit it is. */
  size: Rational
}

type Sizes = readonly (readonly [names: string, size: Rational])[]

const thousand = integer(1_000)

const known: Readonly<Record<string, Sizes>> = {
  length: [
    ['m meter meters metre metres', integer(1)],
    ['cm centimeter centimeters centimetre centimetres', rational(1n, 100n)],
    ['mm millimeter millimeters millimetre millimetres', rational(1n, 1_000n)],
    ['km kilometer kilometers kilometre kilometres', thousand],
    ['in inch inches', rational(254n, 10_000n)],
    ['ft foot feet', rational(3_048n, 10_000n)],
    ['yd yard yards', rational(9_144n, 10_000n)],
    ['mi mile miles', rational(1_609_344n, 1_000n)],
  ],
  mass: [
    ['g gram grams', integer(1)],
    ['kg kilogram kilograms', thousand],
    ['mg milligram milligrams', rational(1n, 1_000n)],
  ],
  time: [
    ['s sec secs second seconds', integer(1)],
    ['min mins minute minutes', integer(60)],
    ['h hr hrs hour hours', integer(3_600)],
    ['day days', integer(86_400)],
    ['week weeks', integer(604_800)],
  ],
  volume: [
    ['l liter liters litre litres', integer(1)],
    ['ml milliliter milliliters millilitre millilitres', rational(1n, 1_000n)],
  ],
  angle: [['degree degrees', integer(1)]],
  radian: [['rad radian radians', integer(1)]],
  dollar: [
    ['dollar dollars usd', integer(1)],
    ['cent cents', rational(1n, 100n)],
  ],
  euro: [['euro euros eur', integer(1)]],
  pound: [['pound pounds gbp', integer(1)]],
  yuan: [['yuan rmb', integer(1)]],
}

const table = new Map<string, Unit>(
  Object.entries(known).flatMap(([dimension, sizes]) =>
    sizes.flatMap(([names, size]) => names.split(' ').map(name => [name, { dimension, size }] as const)),
  ),
)

/** What a unit measures and how large it is; null for words that are not units of measure (`ways`, `apples`). */
export function unitOf(written: string): Unit | null {
  const plain = written
    .toLowerCase()
    .replace(/[\s.]+/g, ' ')
    .trim()
  const squared = /^(?:square|sq) (.+)$|^(.+?)\^2$/.exec(plain)
  const cubed = /^(?:cubic|cu) (.+)$|^(.+?)\^3$/.exec(plain)
  const power = squared === null ? (cubed === null ? 1 : 3) : 2
  const name = squared?.[1] ?? squared?.[2] ?? cubed?.[1] ?? cubed?.[2] ?? plain
  const base = table.get(name)
  if (base === undefined) return null
  const scale = BigInt(power)
  return { dimension: `${base.dimension}^${power}`, size: rational(base.size.over ** scale, base.size.under ** scale) }
}
