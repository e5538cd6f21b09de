import { pythonStrip, pythonWords } from './python-text.js'

/**
 * Whether what a program wrote is what was expected: the same number of lines once blank ends are gone, and each line the same text, or
 * the same numbers token by token, compared as exact decimals (`3.0` is `3` and `1e1` is `10`, but nothing is rounded).
 */
export function sameOutput(written: string, expected: string): boolean {
  if (written === expected) return true
  const lines = linesOf(written)
  const wanted = linesOf(expected)
  return lines.length === wanted.length && lines.every((line, place) => sameLine(line, wanted[place] ?? ''))
}

const linesOf = (text: string): string[] => pythonStrip(text).split('\n').map(pythonStrip)

function sameLine(line: string, wanted: string): boolean {
  if (line === wanted) return true
  const words = pythonWords(line)
  const wantedWords = pythonWords(wanted)
  if (words.length !== wantedWords.length) return false
  return words.every((word, place) => sameNumber(word, wantedWords[place] ?? ''))
}

const PLAIN = /^\d+$/

function sameNumber(word: string, wanted: string): boolean {
  if (word === wanted && PLAIN.test(word)) return true
  const decimal = decimalOf(word)
  return decimal !== null && decimal === decimalOf(wanted)
}

const FORM = /^([+-]?)(?:(\d[\d_]*)?(?:\.([\d_]*))?(?:e([+-]?\d[\d_]*))?|(inf(?:inity)?))$/i
/** Digits of exponents that Python's decimals can have. */
const MOST_EXPONENT = 18

/**
 * A sign for the value of a decimal as Python's `Decimal` reads it: the same for equal values, however they are written. Null for what is
 * no decimal, and for NaN, which equals nothing.
 */
export function decimalOf(word: string): string | null {
  const match = FORM.exec(word)
  if (match === null) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0', infinity] = match.map(part => part?.replaceAll('_', ''))
  if (infinity !== undefined) return `${sign === '-' ? '-' : ''}infinity`
  if (whole === '' && fraction === '') return null
  const digits = (whole + fraction).replace(/^0+/, '')
  if (digits === '') return '0'
  const kept = digits.replace(/0+$/, '')
  if (exponent.replace(/^[+-]?0*/, '').length > MOST_EXPONENT) return null
  const place = BigInt(exponent.replace('+', '')) - BigInt(fraction.length) + BigInt(digits.length - kept.length)
  return `${sign === '-' ? '-' : ''}${kept}e${place}`
}
