/**
 * Works through items with at most `size` of them under way; the next one starts as soon as a place is free. Returns when all that
 * started has ended. @throws what `work` threw first; nothing more starts then.
 */
export async function runWindow<Item>(items: Iterable<Item>, size: number, work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items[Symbol.iterator]()
  const faults: unknown[] = []
  const worker = async (): Promise<void> => {
    for (let next = queue.next(); !next.done && faults.length === 0; next = queue.next()) {
      try {
        await work(next.value)
      } catch (fault) {
        faults.push(fault)
      }
    }
  }
  await Promise.all(Array.from({ length: size }, worker))
  if (faults.length > 0) throw faults[0]
}
