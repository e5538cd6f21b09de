/** The same items, up to the moment the signal aborts: making one may take long, and is then not waited for. */
export async function* untilStopped<Item>(items: AsyncIterable<Item>, stop: AbortSignal): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]()
  try {
    for (;;) {
      const made = await orStopped(iterator.next(), stop)
      if (made === null || made.done) return
      yield made.value
    }
  } finally {
    // It may be in the middle of an item, whose end or failure is of no interest any more.
    iterator.return?.().catch(() => undefined)
  }
}

/** What the promise gives, or null as soon as the signal aborts. */
function orStopped<Result>(promise: Promise<Result>, stop: AbortSignal): Promise<Result | null> {
  return new Promise((resolve, reject) => {
    const onStop = (): void => resolve(null)
    if (stop.aborted) onStop()
    stop.addEventListener('abort', onStop, { once: true })
    void promise.then(resolve, reject).finally(() => stop.removeEventListener('abort', onStop))
  })
}
