import pLimit from 'p-limit'

/** A turnstile with a number of places: callers past it wait in line. */
export interface Gate {
  /** Resolves, once there is room, to the moment at which the place came free; null for a place that nobody had before. */
  enter(): Promise<number | null>
  leave(at: number): void
  /** Resolves when nobody is inside. */
  idle(): Promise<void>
}

export function createGate(places: number): Gate {
  const limit = pLimit(places)
  const exits: (() => void)[] = []
  const freedAt: number[] = []
  let inside = 0
  let onIdle: (() => void) | null = null

  return {
    async enter() {
      await new Promise<void>(admit => {
        void limit(
          () =>
            new Promise<void>(exit => {
              exits.push(exit)
              admit()
            }),
        )
      })
      inside++
      return freedAt.shift() ?? null
    },
    leave(now) {
      inside--
      freedAt.push(now)
      exits.pop()?.()
      if (inside === 0) onIdle?.()
    },
    idle: () =>
      new Promise(resolve => {
        if (inside === 0) resolve()
        else onIdle = resolve
      }),
  }
}
