/** Why a header cannot be sent, in words that follow its name; null where it can. */
export function headerProblem(name: string, value: string): string | null {
  if (!TOKEN.test(name)) return 'is not a name that a header can have'
  if (OURS.has(name.toLowerCase())) return 'is set by the connection itself'
  return isHeaderValue(value) ? null : 'holds a character that no header can carry'
}

/** RFC 9110: visible characters, spaces, tabs, and bytes above ASCII; undici sends text as Latin-1. */
export function isHeaderValue(value: string): boolean {
  return /^[\t\u0020-\u007e\u0080-\u00ff]*$/.test(value)
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

const OURS = new Set(['connection', 'content-length', 'expect', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade'])
