import type { Context } from 'hono'
import { type SSEStreamingApi, streamSSE } from 'hono/streaming'

/** Server-sent events as `follow` writes them, until it ends or the reader goes. */
export function eventStream(context: Context, follow: (stream: SSEStreamingApi, gone: AbortSignal) => Promise<void>): Response {
  // An answer without a body has nobody who could leave it.
  if (context.req.method === 'HEAD') return context.body(null, 200, { 'Content-Type': 'text/event-stream' })
  const gone = new AbortController()
  return streamSSE(
    context,
    stream => {
      stream.onAbort(() => gone.abort())
      return follow(stream, gone.signal)
    },
    // A write to someone who has gone. Hono would print it.
    () => Promise.resolve(gone.abort()),
  )
}
