import { createHash, timingSafeEqual } from 'node:crypto'
import { isIP } from 'node:net'
import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { isLoopback } from '../net/loopback.js'
import { refuse } from './refuse.js'

export interface GuardOptions {
  /** What is listened on. */
  host: string
  /** This machine's own name, by which others may call it. */
  machine: string
  /** Null: whoever reaches the server may look. */
  token: string | null
}

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const headers = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
}

/** Every answer, refusals included, says what a browser may do with it: run our own script, load from here, and nothing else. */
export const safeHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value)
}

/** This server shows; it changes nothing. */
export const readOnly: MiddlewareHandler = async (context, next) => {
  if (context.req.method === 'GET' || context.req.method === 'HEAD') return next()
  context.header('Allow', 'GET, HEAD')
  return refuse(context, 405, 'This server only shows runs.', 'Ask with GET.')
}

/**
 * Answers only where the browser asked for this server by a name of its own: a foreign site that lets its name point to this machine (DNS
 * rebinding) comes with that name. Scripts of other sites come with their Origin.
 */
export function ownNamesOnly({ host, machine }: GuardOptions): MiddlewareHandler {
  return async (context, next) => {
    const asked = context.req.header('host') ?? ''
    // A whole URL in the request's first line has a name too.
    const names = [hostnameOf(asked), hostnameOf(new URL(context.req.url).host)]
    if (!names.every(name => isOwnName(name, host, machine)))
      return refuse(context, 403, `This server does not answer to the name "${asked}".`, 'Use the address that it printed.')
    const origin = context.req.header('origin')
    const foreign = origin !== undefined && originHost(origin) !== asked.toLowerCase()
    const site = context.req.header('sec-fetch-site')
    if (foreign || (site !== undefined && site !== 'same-origin' && site !== 'none' && isData(context.req.path)))
      return refuse(context, 403, 'Other sites may not ask this server.', null)
    return next()
  }
}

/** A link from elsewhere may open a page, but no script or frame of elsewhere may read what it shows. */
const isData = (path: string): boolean => /^\/(api|download)\//.test(path)

function isOwnName(name: string, host: string, machine: string): boolean {
  if (isLoopback(name)) return true
  if (isLoopback(host) && !isEveryInterface(host)) return false
  // An address cannot be rebound, only a name can.
  return isIP(name) !== 0 || name === host.toLowerCase() || name === machine.toLowerCase()
}

/** True where only this machine can reach the address. `0.0.0.0` and `::` mean every interface to a server. */
export function isPrivateHost(host: string): boolean {
  return isLoopback(host) && !isEveryInterface(host)
}

const isEveryInterface = (host: string): boolean => ['0.0.0.0', '::', '[::]'].includes(host)

function hostnameOf(host: string): string {
  return (/^\[([^\]]*)\](:\d+)?$/.exec(host)?.[1] ?? host.replace(/:\d+$/, '')).toLowerCase()
}

function originHost(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}

/**
 * Lets in who brings the token: once in the address (`?token=…`), which leaves it in a cookie and takes it out of the address; or as
 * `Authorization: Bearer …`, for scripts.
 */
export function tokenNeeded({ token }: GuardOptions, cookieName: () => string): MiddlewareHandler {
  return async (context, next) => {
    if (token === null) return next()
    const given = context.req.query('token')
    if (given !== undefined && isSame(given, token)) {
      setCookie(context, cookieName(), token, { httpOnly: true, sameSite: 'Strict', path: '/' })
      return context.redirect(withoutToken(context.req.url), 303)
    }
    const bearer = /^Bearer (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
    if ([getCookie(context, cookieName()), bearer].some(word => word !== undefined && isSame(word, token))) return next()
    return refuse(context, 401, 'This server needs its token.', 'Open the whole address that it printed, with ?token=…')
  }
}

/** Relative, so that it leads back to the name that was asked for. */
function withoutToken(address: string): string {
  const url = new URL(address)
  url.searchParams.delete('token')
  // Two slashes would begin the name of another server.
  return `${url.pathname.replace(/^\/+/, '/')}${url.search}`
}

/** Takes as long whether the first letter differs or the last. */
function isSame(given: string, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(token))
}
