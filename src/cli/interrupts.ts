import type { Io, SignalName } from './io.js'

export interface Interrupts {
  /** Aborted by the first signal: start nothing more. */
  stop: AbortSignal
  /** Aborted by the second: end what is in flight. */
  cancel: AbortSignal
  /** The last signal that came, or null. */
  received(): SignalName | null
  release(): void
}

/** Turns Ctrl-C into two steps; results are kept both ways. */
export function interrupts(io: Pick<Io, 'onSignal' | 'stderr'>): Interrupts {
  const stop = new AbortController()
  const cancel = new AbortController()
  let received: SignalName | null = null
  const release = io.onSignal(name => {
    received = name
    if (stop.signal.aborted) {
      io.stderr.write('\nStopping now.\n')
      cancel.abort()
    } else {
      io.stderr.write('\nFinishing what is in flight; press Ctrl-C again to stop now.\n')
      stop.abort()
    }
  })
  return { stop: stop.signal, cancel: cancel.signal, received: () => received, release }
}
