import type { Readable, Writable } from 'node:stream'
import { parseJson } from '../lib/parse-json.js'

export interface Frame {
  header: Readonly<Record<string, unknown>>
  payload: Buffer
}

const MOST_HEADER = 64 * 1024
const LINE_FEED = 0x0a

/** Frames to and from a driver: a line of JSON, and as many bytes as it announces. What is not of that form ends the conversation. */
export class Channel {
  readonly #sink: Writable
  readonly #frames: Frame[] = []
  readonly #mostPayload: number
  #waiting: ((frame: Frame | null) => void) | null = null
  #ended = false
  #held: Buffer[] = []
  #heldBytes = 0
  #header: Frame['header'] | null = null
  #wanted = 0

  constructor({ source, sink }: { source: Readable; sink: Writable }, mostPayload: number) {
    this.#sink = sink
    this.#mostPayload = mostPayload
    // A driver that is gone is noticed by its end; what was on its way to it is lost anyway.
    source.on('error', () => this.#end())
    sink.on('error', () => {})
    source.on('data', (chunk: Buffer) => this.#read(chunk))
    source.on('close', () => this.#end())
    source.on('end', () => this.#end())
  }

  send(header: Record<string, unknown>, payload: Buffer | string = ''): void {
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload
    this.#sink.write(`${JSON.stringify({ ...header, bytes: bytes.length })}\n`)
    if (bytes.length > 0) this.#sink.write(bytes)
  }

  /** Nothing more will be sent. */
  end(): void {
    this.#sink.end()
  }

  /** The next frame; null where there will be none. One caller at a time. */
  receive(): Promise<Frame | null> {
    const next = this.#frames.shift()
    if (next !== undefined) return Promise.resolve(next)
    if (this.#ended) return Promise.resolve(null)
    return new Promise(resolve => {
      this.#waiting = resolve
    })
  }

  #read(chunk: Buffer): void {
    if (this.#ended) return
    this.#held.push(chunk)
    this.#heldBytes += chunk.length
    while (!this.#ended && (this.#header === null ? this.#readHeader() : this.#readPayload()));
  }

  #readHeader(): boolean {
    // Headers are short, so joining what there is costs little.
    const all = this.#all()
    const at = all.indexOf(LINE_FEED)
    if (at < 0 || at > MOST_HEADER) {
      if (all.length > MOST_HEADER) this.#end()
      return false
    }
    const header = parseJson(all.toString('utf8', 0, at))
    const bytes = isHeader(header) ? (header.bytes ?? 0) : -1
    if (!isHeader(header) || typeof bytes !== 'number' || !Number.isInteger(bytes) || bytes < 0 || bytes > this.#mostPayload) {
      this.#end()
      return false
    }
    this.#keep(all.subarray(at + 1))
    this.#header = header
    this.#wanted = bytes
    return true
  }

  #readPayload(): boolean {
    if (this.#heldBytes < this.#wanted || this.#header === null) return false
    const all = this.#all()
    const frame = { header: this.#header, payload: all.subarray(0, this.#wanted) }
    this.#keep(all.subarray(this.#wanted))
    this.#header = null
    this.#deliver(frame)
    return true
  }

  #all(): Buffer {
    const [only] = this.#held
    return this.#held.length === 1 && only !== undefined ? only : Buffer.concat(this.#held)
  }

  #keep(rest: Buffer): void {
    this.#held = [rest]
    this.#heldBytes = rest.length
  }

  #deliver(frame: Frame): void {
    const waiting = this.#waiting
    this.#waiting = null
    if (waiting === null) this.#frames.push(frame)
    else waiting(frame)
  }

  #end(): void {
    this.#ended = true
    this.#held = []
    this.#waiting?.(null)
    this.#waiting = null
  }
}

const isHeader = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
