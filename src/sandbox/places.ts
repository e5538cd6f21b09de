/** Places for what runs at the same time; whoever came first gets them first. */
export class Places {
  readonly #waiting: { count: number; go: () => void }[] = []
  #free: number

  constructor(readonly total: number) {
    this.#free = total
  }

  async take(): Promise<Place> {
    await this.wait(1)
    return new Place(this)
  }

  /** Resolves once so many places are the caller's. */
  wait(count: number, first = false): Promise<void> {
    if (this.#waiting.length === 0 && this.#free >= count) {
      this.#free -= count
      return Promise.resolve()
    }
    return new Promise(go => {
      if (first) this.#waiting.unshift({ count, go })
      else this.#waiting.push({ count, go })
    })
  }

  give(count: number): void {
    this.#free += count
    for (let [first] = this.#waiting; first !== undefined && first.count <= this.#free; [first] = this.#waiting) {
      this.#free -= first.count
      this.#waiting.shift()
      first.go()
    }
  }
}

export class Place {
  readonly #places: Places

  constructor(places: Places) {
    this.#places = places
  }

  /** Does something while nobody else has a place. Comes before all who wait for one, since it has begun already. */
  async alone<Result>(work: () => Promise<Result>): Promise<Result> {
    // In the queue before its own place is free, or that would go to another.
    const all = this.#places.wait(this.#places.total, true)
    this.#places.give(1)
    await all
    try {
      return await work()
    } finally {
      this.#places.give(this.#places.total - 1)
    }
  }

  give(): void {
    this.#places.give(1)
  }
}
