import { isLoopback } from './loopback.js'

/**
 * The proxy for an address by the usual environment variables (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY, in either case; the lower
 * case wins, as in curl), or null. Loopback is never proxied.
 */
export function proxyFor(url: URL, env: NodeJS.ProcessEnv): string | null {
  if (isLoopback(url.hostname) || isExcluded(url, read(env, 'no_proxy'))) return null
  const proxy = read(env, url.protocol === 'https:' ? 'https_proxy' : 'http_proxy') || read(env, 'all_proxy')
  if (proxy === '') return null
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`
}

const read = (env: NodeJS.ProcessEnv, name: string): string => (env[name] ?? env[name.toUpperCase()] ?? '').trim()

/** NO_PROXY: comma or space separated; `*`, a host (and its subdomains, with or without a leading dot or `*.`), optionally `:port`. */
function isExcluded(url: URL, list: string): boolean {
  return list.split(/[\s,]+/).some(entry => {
    if (entry === '*') return true
    const [, name = '', port] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? []
    if (name === '' || (port !== undefined && port !== portOf(url))) return false
    return url.hostname === name || url.hostname.endsWith(`.${name}`)
  })
}

const portOf = (url: URL): string => url.port || (url.protocol === 'https:' ? '443' : '80')
