import { isSecretName, isSecretParameter, isTokenName } from './secret-names.js'

/** What stands in a secret's place. */
export const secretMask = '**********'

/**
 * A deep copy in which secrets are masked: values under secret names (at any depth, in header maps and `name=value` lists too), in
 * command-line words after a secret flag, credentials in addresses (`user:pass@`, `?api_key=`), and `Bearer …` in any text.
 * Null, true and false stay as they are. Names are never masked.
 */
export function maskSecrets(value: unknown): unknown {
  return maskValue(value, plain, new Set())
}

/** The texts that `maskSecrets` would hide under secret names and in addresses, for `redactText`; the longest first. */
export function collectSecrets(value: unknown): string[] {
  const found = new Set<string>()
  maskValue(value, { ...plain, found: secret => addSecret(found, secret) }, new Set())
  return [...found].sort((one, other) => other.length - one.length)
}

/**
 * Replaces literal secrets wherever they stand in a text, as they are, as JSON escapes them and as addresses encode them: for words of
 * others, such as an error body that repeats the key it refused.
 */
export function redactText(text: string, secrets: readonly string[]): string {
  const forms = new Set(secrets.filter(secret => secret !== '').flatMap(formsOf))
  if (forms.size === 0) return text
  const longestFirst = [...forms].sort((one, other) => other.length - one.length)
  return text.replaceAll(new RegExp(longestFirst.map(escapePattern).join('|'), 'g'), secretMask)
}

interface Place {
  /** Under a secret name: whatever stands here is hidden. */
  secret: boolean
  /** Under a secret name that numbers may share with counts. */
  numbersStay: boolean
  headers: boolean
  address: boolean
  found: ((secret: string) => void) | null
}

const plain: Place = { secret: false, numbersStay: false, headers: false, address: false, found: null }

function maskValue(value: unknown, place: Place, above: Set<object>): unknown {
  if (typeof value === 'string') return place.secret ? hide(value, place) : maskText(value, place)
  if (typeof value === 'number' || typeof value === 'bigint') return place.secret && !place.numbersStay ? hide(String(value), place) : value
  if (typeof value !== 'object' || value === null || value instanceof Date || ArrayBuffer.isView(value)) return value
  if (value instanceof URL) return maskText(value.href, place)
  if (above.has(value)) return null
  return maskObject(value, place, new Set(above).add(value))
}

function maskObject(value: object, place: Place, above: Set<object>): unknown {
  if (Array.isArray(value)) return maskList(value, place, above)
  const entries = isEntries(value) ? [...value] : Object.entries(value)
  const own = value instanceof Error ? [['name', value.name], ['message', value.message], ...entries] : entries
  return Object.fromEntries(own.map(([name, item]) => [name, maskValue(item, placeOf(String(name), place), above)]))
}

/** Told by its name: to ask for Node's own class would load its fetch. */
const isEntries = (value: object): value is Map<unknown, unknown> | Headers =>
  value instanceof Map || Object.prototype.toString.call(value) === '[object Headers]'

function placeOf(name: string, outer: Place): Place {
  const secret = outer.secret || isSecretName(name) || (outer.headers && isSecretParameter(name))
  return {
    secret,
    numbersStay: secret && !outer.secret && isTokenName(name),
    headers: /headers?$/i.test(name),
    address: /ur[il]s?$|proxy$|address$|endpoint$/i.test(name),
    found: outer.found,
  }
}

/** In a list of words, what follows `--api-key` is its value, and what follows `--headers`, up to the next flag, are headers. */
function maskList(items: readonly unknown[], place: Place, above: Set<object>): unknown[] {
  let [next, following] = [place, place]
  return items.map(item => {
    const masked = maskValue(item, next, above)
    const flag = typeof item === 'string' ? /^--?([\w-]+)$/.exec(item)?.[1] : undefined
    if (flag !== undefined) {
      const own = placeOf(flag, place)
      following = { ...place, headers: own.headers, address: own.address }
      next = { ...following, secret: own.secret }
    } else next = following
    return masked
  })
}

function hide(secret: string, { found }: Place): string {
  found?.(secret)
  return secretMask
}

function maskText(text: string, place: Place): string {
  const masked = maskJson(text, place) ?? maskAssignment(text, place) ?? text
  const hidden = (_: string, before: string, secret: string): string => before + hide(secret, place)
  const withoutUsers = masked
    .replaceAll(/([a-z][a-z0-9+.-]*:\/\/)([^\s/?#]*)(?=@)/gi, hidden)
    .replaceAll(/(\bbearer +|^\s*basic +(?=\S+\s*$))([\w.~+/=-]{6,})/gi, hidden)
    .replaceAll(/([?&;#])([^\s=&;#?]+)=([^\s&;#]*)/g, (whole, mark: string, name: string, secret: string) =>
      secret !== '' && isSecretParameter(decoded(name)) ? `${mark}${name}=${hide(secret, place)}` : whole,
    )
  return place.address ? withoutUsers.replace(/^()([^\s/@]+:[^\s/@]*)(?=@)/, hidden) : withoutUsers
}

/** JSON inside a text, such as the value of a flag; null where it is none, or has no secret. */
function maskJson(text: string, place: Place): string | null {
  if (!/^\s*[[{]/.test(text)) return null
  try {
    const value: unknown = JSON.parse(text)
    const [before, after] = [JSON.stringify(value), JSON.stringify(maskValue(value, place, new Set()))]
    return before === after ? null : after
  } catch {
    return null
  }
}

/** `--api-key=…` anywhere; `Authorization: …` and `x-api-key=…` among headers. */
function maskAssignment(text: string, place: Place): string | null {
  const [, flag = '', name = '', mark = '', secret = ''] = /^(--?)?([\w-]+)([=:]\s*)(.+)$/s.exec(text) ?? []
  if (flag === '' && !place.headers) return null
  if (name === '' || !(isSecretName(name) || (place.headers && isSecretParameter(name)))) return null
  return `${flag}${name}${mark}${hide(secret, place)}`
}

/** With the scheme of an Authorization header, without it, and the password of `user:password`. */
function addSecret(found: Set<string>, secret: string): void {
  const bare = decoded(secret.replace(/^\s*(?:bearer|basic) +/i, '').trim())
  const password = /^[^:]+:(.+)$/s.exec(bare)?.[1]
  for (const form of [secret, bare, password]) if (form !== undefined && form !== '' && form !== secretMask) found.add(form)
}

function formsOf(secret: string): string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encoded(secret)]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function encoded(text: string): string {
  try {
    return encodeURIComponent(text)
  } catch {
    return text
  }
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}
