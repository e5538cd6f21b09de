import type { Clock } from '../lib/clock.js'
import type { Output } from './io.js'
import { plainText } from './plain-text.js'

export interface LiveLine {
  /** Shows a state, if it is time to: the words are made only then. */
  update(words: () => string): void
  /** Writes a line that stays. */
  print(text: string): void
  clear(): void
}

/** One line that is redrawn in place on a terminal; elsewhere a plain line now and then. */
export function createLiveLine(out: Output, clock: Clock, every: { terminalMs: number; plainMs: number }): LiveLine {
  let drawnAt = clock()
  let shown = false

  const clear = (): void => {
    if (shown) out.write('\r\u001b[2K')
    shown = false
  }
  return {
    clear,
    update(words) {
      const now = clock()
      if (now - drawnAt < (out.isTerminal ? every.terminalMs : every.plainMs)) return
      drawnAt = now
      if (!out.isTerminal) return out.write(`${plainText(words())}\n`)
      clear()
      out.write(plainText(words()).slice(0, (out.columns ?? 80) - 1))
      shown = true
    },
    print(text) {
      clear()
      out.write(`${plainText(text)}\n`)
    },
  }
}
