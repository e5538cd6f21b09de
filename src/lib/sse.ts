const LF = 10
const CR = 13
const SPACE = 32
const COLON = 58

/** Receives the events of a stream. A buffer that is handed over is never written to again. */
export interface SseSink {
  /** One event: its data is `buffer[start, end)`; `type` is the event field, or null. */
  event(buffer: Buffer, start: number, end: number, type: string | null): void
  /** One event grew over the limit; nothing more will be told. */
  overflow(bytes: number): void
}

/**
 * Splits server-sent events out of the reads of a body, however the reads cut them: at a line end (LF, CRLF or CR), in a field's
 * name, in a character. Each byte is looked at once; what a read leaves unfinished is kept as a reference and joined once,
 * when its line is complete. As the HTML standard says, except that an unfinished last event is told too (servers leave the blank
 * line out), and that a line `error: …` is an event of type `error` (llama.cpp).
 */
export class SseScanner {
  #pieces: Buffer[] = []
  #data: Buffer | null = null
  #dataStart = 0
  #dataEnd = 0
  #moreData: Buffer[] = []
  #type: string | null = null
  #size = 0
  #afterCr = false
  #begun = false
  #broken = false

  constructor(
    private readonly sink: SseSink,
    private readonly maxEventBytes: number,
  ) {}

  feed(chunk: Buffer): void {
    let position = chunk.length === 0 ? 0 : this.#skipStart(chunk)
    const ends = new LineEnds(chunk)
    while (position < chunk.length && !this.#broken) {
      const end = ends.from(position)
      if (end === -1) {
        this.#keep(chunk, position)
        return
      }
      this.#line(chunk, position, end)
      position = this.#afterLine(chunk, end)
    }
  }

  /** The body has ended: tells the last event, if it stands unfinished. */
  end(): void {
    if (this.#broken) return
    if (this.#pieces.length > 0) this.#line(EMPTY, 0, 0)
    this.#dispatch()
  }

  #skipStart(chunk: Buffer): number {
    let position = 0
    if (!this.#begun) {
      this.#begun = true
      if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) position = 3
    }
    if (this.#afterCr && chunk[position] === LF) position++
    this.#afterCr = false
    return position
  }

  #afterLine(chunk: Buffer, end: number): number {
    if (chunk[end] === LF) return end + 1
    if (end + 1 === chunk.length) this.#afterCr = true
    return chunk[end + 1] === LF ? end + 2 : end + 1
  }

  #keep(chunk: Buffer, start: number): void {
    this.#pieces.push(start === 0 ? chunk : chunk.subarray(start))
    this.#grow(chunk.length - start)
  }

  #line(chunk: Buffer, start: number, end: number): void {
    if (this.#pieces.length === 0) {
      this.#field(chunk, start, end)
      return
    }
    this.#pieces.push(chunk.subarray(start, end))
    const line = Buffer.concat(this.#pieces)
    this.#pieces = []
    this.#field(line, 0, line.length)
  }

  #field(line: Buffer, start: number, end: number): void {
    if (start === end) this.#dispatch()
    if (start === end || line[start] === COLON) return
    let colon = line.indexOf(COLON, start)
    if (colon === -1 || colon > end) colon = end
    let value = Math.min(colon + 1, end)
    if (value < end && line[value] === SPACE) value++
    if (isField(line, start, colon, DATA)) this.#addData(line, value, end)
    else if (isField(line, start, colon, EVENT)) this.#type = line.toString('utf8', value, end)
    else if (isField(line, start, colon, ERROR)) this.#addError(line, value, end)
  }

  #addData(line: Buffer, start: number, end: number): void {
    this.#grow(end - start)
    if (this.#data !== null) {
      this.#moreData.push(line.subarray(start, end))
      return
    }
    this.#data = line
    this.#dataStart = start
    this.#dataEnd = end
  }

  #addError(line: Buffer, start: number, end: number): void {
    this.#addData(line, start, end)
    this.#type = 'error'
  }

  #dispatch(): void {
    const data = this.#data
    const type = this.#type
    this.#data = null
    this.#type = null
    this.#size = 0
    if (data === null || this.#broken) return
    if (this.#moreData.length === 0) {
      this.sink.event(data, this.#dataStart, this.#dataEnd, type)
      return
    }
    const joined = joinLines([data.subarray(this.#dataStart, this.#dataEnd), ...this.#moreData])
    this.#moreData = []
    this.sink.event(joined, 0, joined.length, type)
  }

  #grow(bytes: number): void {
    this.#size += bytes
    if (this.#size <= this.maxEventBytes || this.#broken) return
    this.#broken = true
    this.#pieces = []
    this.#moreData = []
    this.#data = null
    this.sink.overflow(this.#size)
  }
}

/** Where the lines of one read end: at LF, or at CR where servers send it. Each kind is searched for once, from where it was last found. */
class LineEnds {
  #lf: number
  #cr: number

  constructor(private readonly chunk: Buffer) {
    this.#lf = chunk.indexOf(LF)
    this.#cr = chunk.indexOf(CR)
  }

  /** The first end at or after a position, or -1. */
  from(position: number): number {
    if (this.#lf !== -1 && this.#lf < position) this.#lf = this.chunk.indexOf(LF, position)
    if (this.#cr !== -1 && this.#cr < position) this.#cr = this.chunk.indexOf(CR, position)
    return this.#lf === -1 || (this.#cr !== -1 && this.#cr < this.#lf) ? this.#cr : this.#lf
  }
}

const EMPTY = Buffer.alloc(0)
const DATA = Buffer.from('data')
const EVENT = Buffer.from('event')
const ERROR = Buffer.from('error')
const NEW_LINE = Buffer.from('\n')

function isField(line: Buffer, start: number, end: number, name: Buffer): boolean {
  if (end - start !== name.length) return false
  for (let index = 0; index < name.length; index++) if (line[start + index] !== name[index]) return false
  return true
}

function joinLines(lines: Buffer[]): Buffer {
  return Buffer.concat(lines.flatMap((line, index) => (index === 0 ? [line] : [NEW_LINE, line])))
}
