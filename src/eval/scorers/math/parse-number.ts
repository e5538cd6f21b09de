import { type Cursor, Unreadable } from './cursor.js'
import type { Token } from './lexer.js'
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
  if (digits.includes('.') && cursor.accept('ldots', '...') !== null) return goingOn(digits) ?? decimal(digits)
  return decimal(digits)
}

/** `0.333…`, `0.1666…`, `0.272727…`: digits that end in what was there before, and go on. */
function goingOn(digits: string): Node | null {
  const [whole = '0', fraction = ''] = digits.split('.')
  const run = fraction.length > 100 ? null : /^(\d*?)(\d{1,3}?)\2{2,}$|^(\d*?)(\d{2,12}?)\4$/.exec(fraction)
  return run === null ? null : repeatingNumber(whole, run[1] ?? run[3] ?? '', run[2] ?? run[4] ?? '0')
}

function repeatingNumber(whole: string, fraction: string, run: string): Node {
  const under = (10n ** BigInt(run.length) - 1n) * 10n ** BigInt(fraction.length)
  return number(rational(BigInt(whole + fraction + run) - BigInt(whole + fraction), under))
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
  if (!/^[\dA-Z]+$/.test(digits)) return null
  if (!cursor.is('_')) return readBaseInWords(cursor, digits)
  return cursor.attempt(() => {
    cursor.next()
    const braced = cursor.accept('{') !== null
    if (braced && isBaseWord(cursor.peek())) cursor.next()
    const token = cursor.next()
    const base = token.type === 'number' ? Number(token.text) : Number(numerals[token.text] ?? Number.NaN)
    if (braced) cursor.expect('}')
    return based(digits, base)
  })
}

/** `101 \text{ (base 2)}`, `101 base two`. */
function readBaseInWords(cursor: Cursor, digits: string): Node | null {
  const bracket = cursor.is('(') ? 1 : 0
  if (!isBaseWord(cursor.peek(bracket))) return null
  return cursor.attempt(() => {
    cursor.accept('(')
    cursor.next()
    const token = cursor.next()
    if (bracket === 1) cursor.expect(')')
    return based(digits, Number(token.text))
  })
}

function isBaseWord({ type, text }: Token): boolean {
  return type === 'text' && /^(?:in )?base$/i.test(text)
}

/** @throws Unreadable where a digit does not belong to the base. */
function based(digits: string, base: number): Node {
  if (!Number.isInteger(base) || base < 2 || base > 36 || [...digits].some(digit => !(Number.parseInt(digit, 36) < base)))
    throw new Unreadable('digits that do not belong to the base')
  return { kind: 'based', digits, base }
}

const numerals: Readonly<Record<string, number>> = { two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 }

function readRepeating(cursor: Cursor, digits: string): Node | null {
  const dotApart = cursor.is('.') && !cursor.peek(1).spaced && /^(?:overline|bar|dot|\()$/.test(cursor.peek(1).text) && /^\d+$/.test(digits)
  if (!dotApart && !(digits.includes('.') && cursor.is('overline', 'bar', 'dot'))) return null
  return cursor.attempt(() => {
    if (dotApart) cursor.next()
    const bracketed = cursor.next().text === '('
    const braced = bracketed || cursor.accept('{') !== null
    const run = cursor.next()
    if (braced) cursor.expect(bracketed ? ')' : '}')
    if (run.type !== 'number' || !/^\d+$/.test(run.text) || run.text.length > 100) cursor.expect('repeating digits')
    const [whole = '0', fraction = ''] = digits.split('.')
    return repeatingNumber(whole, fraction, run.text)
  })
}
