import { divide, integer, type Rational, rational } from './rational.js'

interface Unit {
  dimension: string
  /** How many of the dimension's first unit it is. */
  size: Rational
}

type Sizes = readonly (readonly [names: string, size: Rational])[]

const thousand = integer(1_000)

const known: Readonly<Record<string, Sizes>> = {
  length: [
    ['m meter meters metre metres 米', integer(1)],
    ['cm centimeter centimeters centimetre centimetres 厘米', rational(1n, 100n)],
    ['mm millimeter millimeters millimetre millimetres 毫米', rational(1n, 1_000n)],
    ['km kilometer kilometers kilometre kilometres 千米 公里', thousand],
    ['in inch inches', rational(254n, 10_000n)],
    ['ft foot feet', rational(3_048n, 10_000n)],
    ['yd yard yards', rational(9_144n, 10_000n)],
    ['mi mile miles', rational(1_609_344n, 1_000n)],
  ],
  mass: [
    ['g gram grams 克', integer(1)],
    ['kg kilogram kilograms 千克 公斤', thousand],
    ['mg milligram milligrams', rational(1n, 1_000n)],
  ],
  time: [
    ['s sec secs second seconds 秒', integer(1)],
    ['min mins minute minutes 分钟', integer(60)],
    ['h hr hrs hour hours 小时', integer(3_600)],
    ['day days 天', integer(86_400)],
    ['week weeks', integer(604_800)],
  ],
  volume: [
    ['l liter liters litre litres 升', integer(1)],
    ['ml milliliter milliliters millilitre millilitres', rational(1n, 1_000n)],
  ],
  angle: [['degree degrees 度', integer(1)]],
  radian: [['rad radian radians', integer(1)]],
  dollar: [
    ['dollar dollars usd', integer(1)],
    ['cent cents', rational(1n, 100n)],
  ],
  euro: [['euro euros eur', integer(1)]],
  pound: [['pound pounds gbp', integer(1)]],
  yuan: [['yuan rmb 元', integer(1)]],
}

const table = new Map<string, Unit>(
  Object.entries(known).flatMap(([dimension, sizes]) =>
    sizes.flatMap(([names, size]) => names.split(' ').map(name => [name, { dimension, size }] as const)),
  ),
)

const shorter: Readonly<Record<string, string>> = { mph: 'mile/hour', kph: 'km/hour', kmh: 'km/hour', kmph: 'km/hour' }

/**
 * What a unit measures and how large it is, quotients (`km/h`, `miles per hour`) included; null for words that are not units of measure
 * (`ways`, `apples`).
 */
export function unitOf(written: string): Unit | null {
  const plain = written
    .toLowerCase()
    .replace(/[\s.]+/g, ' ')
    .trim()
  const [over, ...under] = (shorter[plain] ?? plain).split(/\s*\/\s*|\s+per\s+/).map(simpleUnit)
  if (over === undefined || over === null || !under.every(unit => unit !== null)) return null
  return under.reduce((a, b) => ({ dimension: `${a.dimension}/${b.dimension}`, size: divide(a.size, b.size) }), over)
}

function simpleUnit(plain: string): Unit | null {
  const squared = /^(?:square |sq |平方)(.+)$|^(.+?)\^2$/.exec(plain)
  const cubed = /^(?:cubic |cu |立方)(.+)$|^(.+?)\^3$/.exec(plain)
  const power = squared === null ? (cubed === null ? 1 : 3) : 2
  const name = squared?.[1] ?? squared?.[2] ?? cubed?.[1] ?? cubed?.[2] ?? plain
  const base = table.get(name)
  if (base === undefined) return null
  const scale = BigInt(power)
  return { dimension: `${base.dimension}^${power}`, size: rational(base.size.over ** scale, base.size.under ** scale) }
}
