import { UserError } from '../lib/errors.js'
import { maskSecrets } from '../lib/secrets.js'
import type { ProtocolName } from './protocols/index.js'

/** Where requests go, and how they are worded. */
export interface Endpoint {
  /** Full address that requests are posted to, without user and password. */
  url: URL
  protocol: ProtocolName
  /** Address of the list of models. */
  modelsUrl: URL
  /** `user:password` of the given address. */
  credentials: string | null
}

/**
 * Reads an address as people write it: `host:port`, a base address (`…`, `…/v1`), or the full path of one of the API's calls.
 * Without a path, `/v1` is added; a URL without a scheme means http.
 * @throws UserError for an address that cannot be read, or that names a call this tool does not make.
 */
export function parseEndpoint(address: string): Endpoint {
  const url = parseUrl(address)
  const credentials = url.username === '' ? null : `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`
  url.username = ''
  url.password = ''
  url.hash = ''
  const path = url.pathname.replace(/\/+$/, '')
  const foreign = FOREIGN.exec(path)
  if (foreign) throw new UserError(`The address ends in ${foreign[0]}, which is not measured by this version.`, HINT)
  const call = CALL.exec(path)
  const base = call ? path.slice(0, call.index) : path === '' ? '/v1' : path
  const protocol: ProtocolName = call !== null && call[1] === undefined ? 'completions' : 'chat'
  return {
    url: withPath(url, call ? path : `${base}/chat/completions`),
    protocol,
    modelsUrl: withPath(url, `${base}/models`),
    credentials,
  }
}

const HINT = 'Give the base address (http://host:8000/v1), or a path that ends in /chat/completions or /completions.'
const CALL = /\/(chat\/)?completions$/
const FOREIGN = /\/(models|responses|embeddings|reranks?|messages|api\/chat|api\/generate)$/

function parseUrl(address: string): URL {
  const text = address.trim()
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null
  if (url === null || url.hostname === '') throw new UserError(`The address ${quoted(address)} cannot be read as a URL.`, HINT)
  if (url.protocol === 'http:' || url.protocol === 'https:') return url
  throw new UserError(`The address ${quoted(address)} starts with ${url.protocol}//, but only http and https are spoken.`, HINT)
}

/** Without the password that may stand in it. */
const quoted = (address: string): string => JSON.stringify(Object.values(Object(maskSecrets({ url: address })))[0])

function withPath(url: URL, path: string): URL {
  const changed = new URL(url)
  changed.pathname = path
  return changed
}
