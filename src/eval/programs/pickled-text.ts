/** A pickle that is more, or other, than one text. */
export class PickleError extends Error {}

/** Opcodes of the pickle of one text, as Python writes it in protocols 0 to 5. */
const PROTO = 0x80
const FRAME = 0x95
const UNICODE = 0x56
const BINUNICODE = 0x58
const SHORT_BINUNICODE = 0x8c
const BINUNICODE8 = 0x8d
const PUT = 0x70
const BINPUT = 0x71
const LONG_BINPUT = 0x72
const MEMOIZE = 0x94
const STOP = 0x2e

const LINE_FEED = 0x0a
const NEWEST_PROTOCOL = 5

/**
 * The text of a pickle of one text. Reads nothing else: whatever could build or call something ends it at once, so that nothing in it
 * is ever carried out. @throws PickleError that says what was found instead.
 */
export function pickledText(bytes: Uint8Array): string {
  return new TextPickle(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)).read()
}

class TextPickle {
  #at = 0
  #text: string | null = null

  constructor(private readonly bytes: Buffer) {}

  read(): string {
    for (;;) {
      const at = this.#at
      const opcode = this.#byte()
      if (opcode === STOP) return this.#end()
      if (!this.#step(opcode, at)) throw new PickleError(`holds the opcode ${named(opcode)} at byte ${at}, which belongs to no plain text`)
    }
  }

  /** False where the opcode is none of a text's. */
  #step(opcode: number, at: number): boolean {
    switch (opcode) {
      case PROTO:
        return this.#protocol(at)
      case FRAME:
        return this.#frame()
      case UNICODE:
        return this.#keep(escapedText(this.#line()))
      case SHORT_BINUNICODE:
        return this.#keep(utf8Text(this.#take(this.#byte())))
      case BINUNICODE:
        return this.#keep(utf8Text(this.#take(this.#number(4))))
      case BINUNICODE8:
        return this.#keep(utf8Text(this.#take(this.#number(8))))
      default:
        return this.#memo(opcode)
    }
  }

  /** Puts what was read last into the memo, which nothing here reads. */
  #memo(opcode: number): boolean {
    if (this.#text === null) return false
    if (opcode === PUT) return /^\d{1,10}$/.test(this.#line().toString('latin1'))
    if (opcode === BINPUT) this.#take(1)
    else if (opcode === LONG_BINPUT) this.#take(4)
    else if (opcode !== MEMOIZE) return false
    return true
  }

  #protocol(at: number): boolean {
    const version = this.#byte()
    if (at !== 0) return false
    if (version > NEWEST_PROTOCOL) throw new PickleError(`is of protocol ${version}, and ${NEWEST_PROTOCOL} is the newest that is known`)
    return true
  }

  /** A frame says how much follows; Python writes none where little does. */
  #frame(): boolean {
    const length = this.#number(8)
    if (length > this.bytes.length - this.#at) throw new PickleError('ends before it should')
    return true
  }

  #keep(text: string): boolean {
    if (this.#text !== null) throw new PickleError('holds more than one text')
    this.#text = text
    return true
  }

  #end(): string {
    if (this.#text === null) throw new PickleError('holds nothing')
    if (this.#at !== this.bytes.length) throw new PickleError(`goes on for ${this.bytes.length - this.#at} bytes after its end`)
    return this.#text
  }

  #byte(): number {
    return this.#take(1)[0] ?? 0
  }

  #number(bytes: 4 | 8): number {
    const taken = this.#take(bytes)
    return bytes === 4 ? taken.readUInt32LE(0) : Number(taken.readBigUInt64LE(0))
  }

  #line(): Buffer {
    const end = this.bytes.indexOf(LINE_FEED, this.#at)
    if (end < 0) throw new PickleError('ends before it should')
    const line = this.#take(end - this.#at)
    this.#at++
    return line
  }

  #take(count: number): Buffer {
    if (count > this.bytes.length - this.#at) throw new PickleError('ends before it should')
    this.#at += count
    return this.bytes.subarray(this.#at - count, this.#at)
  }
}

const named = (opcode: number): string =>
  opcode > 0x20 && opcode < 0x7f ? `"${String.fromCharCode(opcode)}"` : `0x${opcode.toString(16).padStart(2, '0')}`

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function utf8Text(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw new PickleError('holds a text that is no UTF-8')
  }
}

/** Protocol 0 writes Latin-1 with `\\uXXXX` and `\\UXXXXXXXX` for everything else, backslashes and line ends among it. */
function escapedText(line: Buffer): string {
  return line.toString('latin1').replaceAll(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|)/g, (_escape, short?: string, long?: string) => {
    const code = Number.parseInt(short ?? long ?? '', 16)
    if (Number.isNaN(code) || code > 0x10ffff) throw new PickleError('holds a backslash that is no escape')
    return String.fromCodePoint(code)
  })
}
