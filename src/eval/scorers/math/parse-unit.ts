import { type Cursor, Unreadable } from './cursor.js'
import { readPower } from './parse-power.js'
import { integer, multiply } from './rational.js'
import { type Node, number } from './tree.js'

const mostLayers = 3

/** `\$5`, `€5`: a unit that stands before its number. */
export function readCurrency(cursor: Cursor): string | null {
  if (cursor.accept('\\$') !== null) return 'dollar'
  const { type, text } = cursor.peek()
  return type === 'text' && /^(?:euro|pound|yuan|rupee|USD)$/.test(text) && cursor.peek(1).type === 'number' ? cursor.next().text : null
}

/** `\frac{\text{km}}{\text{h}}` comes next. */
export function startsUnitFraction(cursor: Cursor): boolean {
  return cursor.is('frac') && cursor.peek(1).text === '{' && cursor.peek(2).type === 'text'
}

/** Units, percent signs and remainders after a value. */
export function readUnit(cursor: Cursor, node: Node, layers = 0): Node {
  if (layers > mostLayers) throw new Unreadable('too many units behind one value')
  if (cursor.accept('%', '\\%') !== null) return readUnit(cursor, { kind: 'percent', operand: node }, layers + 1)
  if (cursor.accept('circ', 'degree') !== null) return readUnit(cursor, { kind: 'quantity', operand: node, unit: 'degree' }, layers + 1)
  if (cursor.accept('\\$') !== null) return { kind: 'quantity', operand: node, unit: 'dollar' }
  if (cursor.is('pmod', 'bmod', 'mod')) return readModulus(cursor, node)
  const unit = node.kind === 'text' ? '' : readUnitText(cursor) || readUnitFraction(cursor)
  return unit === '' ? node : measured(node, unit)
}

/** `5 \text{ million dollars}` is 5,000,000 dollars. */
function measured(node: Node, unit: string, layers = 0): Node {
  if (layers > mostLayers) throw new Unreadable('too many sizes in words')
  const [, word = '', rest = ''] = /^(hundred|thousand|million|billion|trillion|万|亿)s?(?![a-z])\s*(?:of\s)?(.*)$/i.exec(unit) ?? []
  const size = Object.hasOwn(magnitudes, word.toLowerCase()) ? magnitudes[word.toLowerCase()] : undefined
  if (size === undefined) return { kind: 'quantity', operand: node, unit }
  const operand =
    node.kind === 'number'
      ? number(multiply(node.value, integer(size)))
      : ({ kind: 'product', factors: [node, number(integer(size))] } satisfies Node)
  return rest === '' ? operand : measured(operand, rest, layers + 1)
}

const magnitudes: Readonly<Record<string, number>> = {
  hundred: 100,
  thousand: 1_000,
  million: 1_000_000,
  billion: 1_000_000_000,
  trillion: 1_000_000_000_000,
  万: 10_000,
  亿: 100_000_000,
}

/** `\frac{\text{km}}{\text{h}}` as `km/h`. */
function readUnitFraction(cursor: Cursor): string {
  if (!startsUnitFraction(cursor)) return ''
  return (
    cursor.attempt(() => {
      cursor.next()
      const parts = ['over', 'under'].map(() => {
        cursor.expect('{')
        const part = readUnitText(cursor)
        cursor.expect('}')
        return part
      })
      return parts.join('/')
    }) ?? ''
  )
}

/** `17 \bmod 5` is a calculation; `5 \pmod 7` says of which classes the number is one. */
function readModulus(cursor: Cursor, node: Node): Node {
  const name = cursor.next().text === 'pmod' ? 'congruence' : 'mod'
  cursor.accept('mod')
  return { kind: 'call', name, args: [node, readPower(cursor)] }
}

function readUnitText(cursor: Cursor): string {
  const parts: string[] = []
  while (cursor.peek().type === 'text' || (cursor.is('/') && cursor.peek(1).type === 'text')) {
    parts.push(cursor.next().text)
    if (cursor.is('^') && parts.at(-1) !== '/') parts.push(readUnitPower(cursor))
  }
  return parts.join('')
}

function readUnitPower(cursor: Cursor): string {
  cursor.next()
  const exponent = readPower(cursor)
  return exponent.kind === 'number' ? `^${exponent.value.over}` : ''
}
