import type { Cursor } from './cursor.js'
import { limits, TooMuch } from './limits.js'
import { type Rational, rational } from './rational.js'
import { type Node, number } from './tree.js'

/** A number, with what may follow it: repeating digits, a base. */
export function readNumber(cursor: Cursor): Node {
  const digits = cursor.next().text
  const repeating = readRepeating(cursor, digits)
  if (repeating !== null) return repeating
  const base = readBase(cursor, digits)
  if (base !== null) return base
  if (digits.includes('.')) cursor.accept('ldots', '...')
  return decimal(digits)
}

/** The value of `12.50` or `1.2e-3`. */
export function decimal(written: string): Node {
  const [mantissa = '0', exponent = '0'] = written.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  const power = Number(exponent)
  if (written.length > limits.bits / 4 || Math.abs(power) > limits.bits / 4) throw new TooMuch('a number has too many digits')
  const value = rational(BigInt(whole + fraction || '0'), 10n ** BigInt(fraction.length))
  const scale = 10n ** BigInt(Math.abs(power))
  const scaled: Rational = power < 0 ? rational(value.over, value.under * scale) : rational(value.over * scale, value.under)
  return number(scaled, mantissa.includes('.') || power < 0 ? Math.max(0, fraction.length - power) : null)
}

/** `1011_2` and `(1011)_2`; null where no base follows or a digit does not belong to it. */
export function readBase(cursor: Cursor, digits: string): Node | null {
  if (!cursor.is('_') || !/^\d+$/.test(digits)) return null
  return cursor.attempt(() => {
    cursor.next()
    const braced = cursor.accept('{') !== null
    const token = cursor.next()
    const base = token.type === 'number' ? Number(token.text) : Number(numerals[token.text] ?? Number.NaN)
    if (braced) cursor.expect('}')
    if (!Number.isInteger(base) || base < 2 || base > 36 || [...digits].some(digit => Number(digit) >= base)) cursor.expect('a base')
    return { kind: 'based', digits, base }
  })
}

const numerals: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 }

function readRepeating(cursor: Cursor, digits: string): Node | null {
  const dotApart = cursor.is('.') && cursor.peek(1).text === 'overline'
  if (!dotApart && !(digits.includes('.') && cursor.is('overline', 'bar', 'dot'))) return null
  return cursor.attempt(() => {
    if (dotApart) cursor.next()
    cursor.next()
    const braced = cursor.accept('{') !== null
    const run = cursor.next()
    if (braced) cursor.expect('}')
    if (run.type !== 'number' || !/^\d+$/.test(run.text) || run.text.length > 100) cursor.expect('repeating digits')
    const [whole = '0', fraction = ''] = digits.split('.')
    const under = (10n ** BigInt(run.text.length) - 1n) * 10n ** BigInt(fraction.length)
    return number(rational(BigInt(whole + fraction + run.text) - BigInt(whole + fraction), under))
  })
}
