import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Problem } from './types.js'

/** An answer that says what is wrong and what to do: JSON to scripts, plain text to a browser that asked for a page. */
export function refuse(context: Context, status: ContentfulStatusCode, message: string, hint: string | null): Response {
  const problem: Problem = { error: { message, hint } }
  if (context.req.path.startsWith('/api/')) return context.json(problem, status)
  return context.text(`${message}${hint === null ? '' : `\n${hint}`}\n`, status)
}
