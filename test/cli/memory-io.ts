import type { Io, Output, SignalName } from '../../src/cli/io.js'

export interface MemoryIo extends Io {
  /** All that was written so far. */
  out(): string
  err(): string
  /** Sends the program a signal. */
  signal(name: SignalName): void
}

interface Given {
  argv: string[]
  env?: Record<string, string>
  cwd?: string
  columns?: number | null
  color?: boolean
}

/** A process in memory: nothing of the real one gets in, and all that the program says is kept. */
export function memoryIo({ argv, env = {}, cwd = '/nowhere', columns = null, color = false }: Given): MemoryIo {
  const [stdout, stderr] = [memoryOutput(columns, color), memoryOutput(columns, color)]
  const listeners = new Set<(name: SignalName) => void>()
  return {
    argv,
    env,
    cwd,
    stdout,
    stderr,
    onSignal(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clock: () => 0,
    now: () => new Date(0),
    out: () => stdout.text(),
    err: () => stderr.text(),
    signal(name) {
      for (const listener of listeners) listener(name)
    },
  }
}

function memoryOutput(columns: number | null, color: boolean): Output & { text(): string } {
  const parts: string[] = []
  return { write: text => void parts.push(text), isTerminal: columns !== null, columns, color, text: () => parts.join('') }
}
