/** What is known of files that are read while the first pages are asked for. */
export abstract class GrowingIndex {
  #reading: Promise<void> | null = null
  #complete = false

  /** Every line that the files held at the last look is known. */
  get complete(): boolean {
    return this.#complete
  }

  /** Looks for new lines, and waits for them no longer than told: the reading goes on, and later calls know more. */
  async catchUp(patienceMs: number): Promise<void> {
    this.#reading ??= this.#readAll()
    // The timer must not keep a process alive that has nothing else to do.
    const patience = new Promise<void>(resolve => void setTimeout(resolve, patienceMs).unref())
    await Promise.race([this.#reading, patience])
  }

  /** Looks for new lines, and waits for all that the files hold now. */
  async catchUpWhole(): Promise<void> {
    this.#reading ??= this.#readAll()
    await this.#reading
  }

  /** True where what was learned no longer holds. */
  abstract isReplaced(): Promise<boolean>

  protected abstract readNew(): Promise<void>

  async #readAll(): Promise<void> {
    try {
      await this.readNew()
      this.#complete = true
    } finally {
      this.#reading = null
    }
  }
}

/** The indexes that were used last. */
export class Shelf<Index extends GrowingIndex> {
  readonly #indexes = new Map<string, Index>()

  constructor(private readonly most: number) {}

  async get(name: string, make: () => Index): Promise<Index> {
    const known = this.#indexes.get(name)
    const index = known === undefined || (await known.isReplaced()) ? make() : known
    this.#indexes.delete(name)
    this.#indexes.set(name, index)
    for (const oldest of this.#indexes.keys()) if (this.#indexes.size > this.most) this.#indexes.delete(oldest)
    return index
  }
}
