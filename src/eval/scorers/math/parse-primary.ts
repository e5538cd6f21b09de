import { type Cursor, Unreadable } from './cursor.js'
import { readAngles, readBrackets, readFence, readGroup, readOutwardBrackets, readSet } from './parse-brackets.js'
import { readFunction, readSeries } from './parse-function.js'
import { readEnvironment } from './parse-matrix.js'
import { nameMarks, readMarkedName, readName, readNumberSet } from './parse-names.js'
import { readNumber } from './parse-number.js'
import { readOperand, readRoot } from './parse-power.js'
import { meaningOf } from './phrases.js'
import { integer } from './rational.js'
import { type Node, number } from './tree.js'
import { functionNames } from './words.js'

/** The smallest whole: a number, a name, something in brackets, a command with its arguments. */
export function readPrimary(cursor: Cursor): Node {
  const { type, text } = cursor.peek()
  switch (type) {
    case 'number':
      return readNumber(cursor)
    case 'letter':
      return readName(cursor, cursor.next().text)
    case 'text':
      return meaningOf(cursor.next().text)
    case 'command':
      return readCommand(cursor, text)
    case 'mark':
      return readMark(cursor, text)
    case 'end':
      throw new Unreadable('the expression ends too early')
  }
}

function readMark(cursor: Cursor, mark: string): Node {
  switch (mark) {
    case '(':
    case '[':
      return readBrackets(cursor)
    case ']':
      return readOutwardBrackets(cursor)
    case '{':
      return readGroup(cursor)
    case '\\{':
      return readSet(cursor)
    case '|':
      return readFence(cursor, 'abs', '|')
    case '<':
      return readAngles(cursor)
    case '...':
      cursor.next()
      return { kind: 'symbol', name: '…' }
    default:
      throw new Unreadable(`"${mark}" where a value should be`)
  }
}

const unsupported =
  /^(i?i?int|oint|lim|limsup|liminf|partial|nabla|pmod|rangle|rfloor|rceil|to|implies|Rightarrow|forall|exists|not|le|ge|ne|lt|gt|approx)$/

function readCommand(cursor: Cursor, name: string): Node {
  if (name.startsWith('begin{')) return readEnvironment(cursor)
  if (name === 'lfloor') return readFence(cursor, 'floor', 'rfloor')
  if (name === 'lceil') return readFence(cursor, 'ceil', 'rceil')
  if (name === 'langle') return readAngles(cursor)
  cursor.next()
  if (nameMarks.has(name)) return readMarkedName(cursor, name)
  if (functionNames.has(name) || /^arc/.test(name)) return readFunction(cursor, name)
  if (unsupported.test(name) || name.startsWith('end{')) throw new Unreadable(`\\${name} is not understood here`)
  return readNamed(cursor, name)
}

/** An argument that is one digit where it is not in braces. */
function readDigitOperand(cursor: Cursor): Node {
  cursor.splitDigits()
  return readOperand(cursor)
}

function readNamed(cursor: Cursor, name: string): Node {
  switch (name) {
    case 'frac':
      return { kind: 'quotient', over: readDigitOperand(cursor), under: readDigitOperand(cursor) }
    case 'sqrt':
      return readRoot(cursor)
    case 'cbrt':
      return {
        kind: 'power',
        base: readOperand(cursor),
        exponent: { kind: 'quotient', over: number(integer(1)), under: number(integer(3)) },
      }
    case 'binom':
      return { kind: 'call', name: 'binom', args: [readOperand(cursor), readOperand(cursor)] }
    case 'sum':
    case 'prod':
      return readSeries(cursor, name === 'sum' ? 'sum' : 'product')
    case 'ldots':
      return { kind: 'symbol', name: '…' }
    case 'infty':
      return { kind: 'infinity' }
    case 'emptyset':
      return { kind: 'set', items: [] }
    case 'imath':
      return { kind: 'symbol', name: 'i' }
    default:
      return name.startsWith('mathbb') ? readNumberSet(cursor, name) : readName(cursor, `\\${name}`)
  }
}
