import type { HttpAnswer, HttpClient, HttpQuery } from '../../net/http-client.js'
import { HubError } from './hub-error.js'

export interface GuardedQuery extends HttpQuery {
  /** Sent to the host of `url` only (scheme, name and port), never to where a redirect leads. */
  secretHeaders: Readonly<Record<string, string>>
}

/** An answer, and the address that gave it. */
export interface FollowedAnswer extends HttpAnswer {
  url: URL
}

/**
 * Sends a request and follows redirects.
 * @param follow `all`, or `relative` only: then the head of a redirect to another address is itself the answer
 * @throws HubError for a redirect that leads nowhere or in circles; network errors as they come
 */
export async function followRedirects(http: HttpClient, query: GuardedQuery, follow: 'all' | 'relative'): Promise<FollowedAnswer> {
  let url = query.url
  for (let hop = 0; hop < mostHops; hop++) {
    const headers = url.origin === query.url.origin ? { ...query.headers, ...query.secretHeaders } : query.headers
    const answer = await http.send({ ...query, url, headers })
    const { location } = answer.headers
    if (!isRedirect(answer.status) || location === undefined) return { ...answer, url }
    if (follow === 'relative' && isAbsolute(location)) return { ...answer, url }
    await answer.drop()
    url = targetOf(location, url)
  }
  throw new HubError('broken', `${query.url.href} redirects in circles.`, 'Check the address of the hub and the proxy.')
}

const mostHops = 10

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status)

const isAbsolute = (location: string): boolean => /^([a-z][a-z0-9+.-]*:)?\/\//i.test(location)

function targetOf(location: string, from: URL): URL {
  const url = URL.canParse(location, from.href) ? new URL(location, from.href) : null
  if (url !== null && /^https?:$/.test(url.protocol)) return url
  throw new HubError(
    'broken',
    `${from.href} redirects to ${location}, which is no web address.`,
    'Check the address of the hub and the proxy.',
  )
}
