export interface ReadAhead<Item> {
  /** How many batches there are. */
  batches: number
  /** Batches asked for and not yet used up, at most. */
  held: number
  /** Batches that must be there before the first item is given, so that a load does not begin on an empty store. */
  first: number
  read(batch: number): Promise<Item[]>
}

/** Items of all batches in their order. The first batches are asked for at once, further ones as soon as one is used up. */
export function readAhead<Item>(source: ReadAhead<Item>): AsyncIterable<Item> {
  const asked: Promise<Item[]>[] = []
  let next = 0
  askOn()
  return items()

  function askOn(): void {
    while (next < source.batches && asked.length < source.held) {
      const batch = source.read(next++)
      // Whoever stops iterating never awaits it; whoever goes on gets the error below.
      batch.catch(() => undefined)
      asked.push(batch)
    }
  }

  async function* items(): AsyncGenerator<Item> {
    await Promise.all(asked.slice(0, source.first))
    for (let batch = asked.shift(); batch !== undefined; batch = asked.shift()) {
      const made = await batch
      askOn()
      yield* made
    }
  }
}
