import { UserError } from '../../lib/errors.js'
import { refuseLongText } from '../local/read-lines.js'

/** The fields of one record, and the number of the line (from 1) on which it begins. */
export interface DelimitedRecord {
  fields: string[]
  line: number
}

/** `start`: at the first sign of a field; `quote`: after a quote inside a quoted field, which is its end or the first half of `""`. */
type State = 'start' | 'plain' | 'quoted' | 'quote'

/**
 * Splits text that comes in pieces into records, by RFC 4180: fields may stand in double quotes, and then hold delimiters, line breaks
 * and doubled quotes. Lines end in LF, CRLF or CR. A quote inside an unquoted field is a plain sign, as Python's csv takes it.
 */
export class DelimitedReader {
  /** Number of the line that is being read. */
  line = 1
  private state: State = 'start'
  private field = ''
  private fields: string[] = []
  private recordLine = 1
  private quoteLine = 1
  private afterReturn = false
  private readonly special: RegExp

  constructor(
    private readonly delimiter: string,
    private readonly path: string,
  ) {
    this.special = new RegExp(`[${delimiter}\\r\\n]`, 'g')
  }

  *push(text: string): Generator<DelimitedRecord> {
    let at = 0
    while (at < text.length) {
      if (this.state === 'quoted') at = this.quoted(text, at)
      else if (this.state === 'start' && text[at] === '"') {
        this.open()
        at++
      } else if (this.state === 'quote' && text[at] === '"') {
        this.field += '"'
        this.state = 'quoted'
        at++
      } else {
        const end = this.endOfPlain(text, at)
        this.plain(text.slice(at, end))
        if (end < text.length) yield* this.boundary(text[end] ?? '')
        at = end + 1
      }
    }
  }

  *end(): Generator<DelimitedRecord> {
    if (this.state === 'quoted')
      throw new UserError(
        `${this.path}, line ${this.quoteLine}: a quote is opened and never closed.`,
        'Close it, or write a quote inside a quoted field twice ("").',
      )
    if (this.fields.length > 0 || this.state !== 'start') yield this.take()
  }

  private open(): void {
    this.state = 'quoted'
    this.afterReturn = false
    this.quoteLine = this.line
    if (this.fields.length === 0) this.recordLine = this.line
  }

  private quoted(text: string, at: number): number {
    const quote = text.indexOf('"', at)
    const piece = text.slice(at, quote === -1 ? text.length : quote)
    this.field += piece
    for (let feed = piece.indexOf('\n'); feed !== -1; feed = piece.indexOf('\n', feed + 1)) this.line++
    refuseLongText(this.field.length, this.path, this.quoteLine)
    if (quote === -1) return text.length
    this.state = 'quote'
    return quote + 1
  }

  private endOfPlain(text: string, at: number): number {
    this.special.lastIndex = at
    return this.special.exec(text)?.index ?? text.length
  }

  private plain(piece: string): void {
    if (piece === '') return
    if (this.state === 'quote')
      throw new UserError(
        `${this.path}, line ${this.line}: ${JSON.stringify(piece.slice(0, 20))} follows a closing quote.`,
        'A field in quotes must end with its quote; write a quote inside it twice ("").',
      )
    if (this.state === 'start' && this.fields.length === 0) this.recordLine = this.line
    this.state = 'plain'
    this.afterReturn = false
    this.field += piece
    refuseLongText(this.field.length, this.path, this.line)
  }

  /** At a delimiter or the end of a line; the LF of CRLF ends nothing. */
  private *boundary(sign: string): Generator<DelimitedRecord> {
    if (sign === this.delimiter) {
      if (this.fields.length === 0 && this.state === 'start') this.recordLine = this.line
      this.afterReturn = false
      this.fields.push(this.field)
      this.field = ''
      this.state = 'start'
      return
    }
    const second = sign === '\n' && this.afterReturn
    this.afterReturn = sign === '\r'
    if (second) return
    const blank = this.fields.length === 0 && this.state === 'start'
    if (!blank) yield this.take()
    this.line++
  }

  private take(): DelimitedRecord {
    const record = { fields: [...this.fields, this.field], line: this.recordLine }
    this.fields = []
    this.field = ''
    this.state = 'start'
    return record
  }
}
