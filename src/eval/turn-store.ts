import { existsSync, rmSync } from 'node:fs'
import { parseJson } from '../lib/parse-json.js'
import { Journal, journalLines, type LinePlace } from '../runs/journal.js'
import { rewriteLines } from './compact-answers.js'
import type { Turns } from './converse.js'
import { type TurnRecord, turnRecord } from './records.js'

/** turns.jsonl: answers within conversations that have not ended. There is no such file where none was asked. */
export class TurnStore implements Turns {
  readonly #places = new Map<string, LinePlace>()
  #file: Journal | null = null

  private constructor(private readonly path: string) {}

  static async open(path: string): Promise<TurnStore> {
    const store = new TurnStore(path)
    if (!existsSync(path)) return store
    store.#file = new Journal(path)
    for await (const { text, ...place } of journalLines(path)) {
      const read = turnRecord.safeParse(parseJson(text))
      if (read.success) store.#places.set(read.data.key, place)
    }
    return store
  }

  turn(key: string): TurnRecord | null {
    const place = this.#places.get(key)
    if (place === undefined || this.#file === null) return null
    const read = turnRecord.safeParse(parseJson(this.#file.read(place)))
    return read.success ? read.data : null
  }

  addTurn(record: TurnRecord): void {
    this.#file ??= new Journal(this.path)
    this.#places.set(record.key, this.#file.append(record))
  }

  close(): void {
    this.#file?.close()
    this.#file = null
  }

  /** Keeps the answers of conversations that still have no end. To be called when it is closed. */
  async compact(hasEnded: (conversation: string) => boolean): Promise<void> {
    const kept: string[] = []
    let count = 0
    for await (const { text } of journalLines(this.path)) {
      count++
      const read = turnRecord.safeParse(parseJson(text))
      if (!read.success || !hasEnded(read.data.conversation)) kept.push(text)
    }
    if (kept.length === 0) rmSync(this.path, { force: true })
    else if (kept.length < count) await rewriteLines(this.path, kept)
  }
}
