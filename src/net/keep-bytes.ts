import type { Readable } from 'node:stream'

const heldBytes = 1024 * 1024

/**
 * The bytes of a stream, from this call on. Node drops what a broken stream still held; here all that came is given first, then the
 * error is thrown, so that a download can go on from there. Holds about a megabyte.
 */
export function keepBytes(stream: Readable): AsyncGenerator<Buffer> {
  const queue: Buffer[] = []
  let held = 0
  let end: { error: unknown } | 'whole' | null = null
  let wake = (): void => {}
  const finish = (how: { error: unknown } | 'whole'): void => {
    end ??= how
    wake()
  }
  stream.on('data', (chunk: Buffer) => {
    queue.push(chunk)
    held += chunk.length
    if (held >= heldBytes) stream.pause()
    wake()
  })
  stream.once('end', () => finish('whole'))
  stream.once('error', error => finish({ error }))
  stream.once('close', () => finish({ error: new Error('the connection was cut') }))

  async function take(): Promise<Buffer | null> {
    while (queue.length === 0 && end === null)
      await new Promise<void>(resolve => {
        wake = resolve
      })
    const chunk = queue.shift()
    if (chunk === undefined && end !== 'whole') throw end?.error
    held -= chunk?.length ?? 0
    if (held < heldBytes && stream.isPaused()) stream.resume()
    return chunk ?? null
  }

  async function* give(): AsyncGenerator<Buffer> {
    try {
      for (let chunk = await take(); chunk !== null; chunk = await take()) yield chunk
    } finally {
      stream.destroy()
    }
  }
  return give()
}
