import type { TaggedValue } from '../../sandbox/types.js'

export interface EqualRules {
  /** Whether a tuple may stand for a list at any depth. JSON, which says what is expected, has no tuples. */
  tuplesAreLists: boolean
}

/**
 * Python's `==` between two values: whole numbers are exact at any size, `1`, `1.0` and `True` are equal, NaN equals nothing, dicts and
 * sets are equal in any order. What cannot be written down equals nothing.
 */
export function pythonEqual(one: TaggedValue, other: TaggedValue, rules: EqualRules): boolean {
  if (typeof one === 'string' || typeof other === 'string' || one === null || other === null) return one === other
  const [kind, items] = sequenceOf(one, rules)
  const [otherKind, otherItems] = sequenceOf(other, rules)
  if (kind !== null || otherKind !== null)
    return (
      kind === otherKind &&
      items.length === otherItems.length &&
      items.every((item, at) => pythonEqual(item, otherItems[at] ?? null, rules))
    )
  return keyOf(one, rules) === keyOf(other, rules)
}

/** A function's result against what is expected: a tuple may always stand for the outermost list. */
export function sameResult(result: TaggedValue, expected: TaggedValue, rules: EqualRules): boolean {
  const list: TaggedValue = isTagged(result) && result[0] === 't' ? ['l', result[1]] : result
  return pythonEqual(list, expected, rules)
}

function sequenceOf(value: TaggedValue, { tuplesAreLists }: EqualRules): [kind: string | null, items: readonly TaggedValue[]] {
  if (!isTagged(value)) return [null, []]
  const [tag, body] = value
  if (tag === 'l' || (tag === 't' && tuplesAreLists)) return ['l', itemsOf(body)]
  return tag === 't' ? ['t', itemsOf(body)] : [null, []]
}

/** A text that is the same for equal values. What equals nothing gets one of its own. */
function keyOf(value: TaggedValue, rules: EqualRules): string {
  if (value === null) return 'none'
  if (typeof value === 'string') return JSON.stringify(value)
  if (typeof value === 'boolean') return value ? '1' : '0'
  const [tag, body] = value
  switch (tag) {
    case 'i':
      return typeof body === 'string' && /^-?\d+$/.test(body) ? String(BigInt(body)) : nothing()
    case 'f':
      return typeof body === 'string' ? floatKey(body) : nothing()
    case 'c':
      return complexKey(body)
    case 'b':
    case 'y':
      return `b${String(body)}`
    case 'l':
    case 't': {
      const [kind, items] = sequenceOf(value, rules)
      return `${kind}[${items.map(item => keyOf(item, rules)).join()}]`
    }
    case 's':
    case 'z':
      return `s{${sorted(itemsOf(body).map(item => keyOf(item, rules)))}}`
    case 'd':
      return `d{${sorted(itemsOf(body).map(entry => entryKey(entry, rules)))}}`
    default:
      return nothing()
  }
}

let nothings = 0
/** Equal to nothing, itself included. */
const nothing = (): string => `nothing ${nothings++}`

const sorted = (keys: readonly string[]): string => [...keys].sort().join()

function entryKey(entry: unknown, rules: EqualRules): string {
  const [key, value] = Array.isArray(entry) ? entry : []
  return isTaggedValue(key) && isTaggedValue(value) ? `${keyOf(key, rules)}:${keyOf(value, rules)}` : nothing()
}

function floatKey(written: string): string {
  const named: Readonly<Record<string, string>> = { inf: 'inf', '-inf': '-inf' }
  if (named[written] !== undefined) return named[written]
  const value = Number(written)
  if (written.trim() === '' || Number.isNaN(value)) return nothing()
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  return Number.isInteger(value) ? String(BigInt(value)) : String(value)
}

function complexKey(body: unknown): string {
  const [real, imaginary] = Array.isArray(body) ? body : []
  if (typeof real !== 'string' || typeof imaginary !== 'string') return nothing()
  return floatKey(imaginary) === '0' ? floatKey(real) : `c${floatKey(real)},${floatKey(imaginary)}`
}

const itemsOf = (body: unknown): TaggedValue[] => (Array.isArray(body) ? body.filter(isTaggedValue) : [])

const isTagged = (value: TaggedValue): value is readonly [string, unknown] => Array.isArray(value)

const isTaggedValue = (value: unknown): value is TaggedValue =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || (Array.isArray(value) && typeof value[0] === 'string')
