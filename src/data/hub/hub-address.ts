import { UserError } from '../../lib/errors.js'

/**
 * The address of a hub from the environment, without a slash at its end; `fallback` where there is none.
 * @throws UserError where it is no web address
 */
export function hubAddress(env: Readonly<NodeJS.ProcessEnv>, names: readonly string[], fallback: string): { name: string; url: URL } {
  const name = names.find(candidate => (env[candidate] ?? '').trim() !== '') ?? names[0] ?? ''
  const given = (env[name] ?? '').trim() || fallback
  const address = (/^https?:\/\//i.test(given) ? given : `https://${given}`).replace(/\/+$/, '')
  if (URL.canParse(address)) return { name, url: new URL(address) }
  throw new UserError(`${name} is no web address: ${given}`, `Give it like ${fallback}.`)
}

/** An address below a hub's own, whose path may not be empty (a mirror). */
export function below(hub: URL, path: string): URL {
  return new URL(`${hub.href.replace(/\/+$/, '')}${path}`)
}

/** Seconds from a variable of the environment, as milliseconds. */
export function timeoutOf(env: Readonly<NodeJS.ProcessEnv>, name: string, fallbackSeconds: number): number {
  const seconds = Number(env[name])
  return (Number.isFinite(seconds) && seconds > 0 ? seconds : fallbackSeconds) * 1000
}

/** What Python's clients take for yes. */
export const isYes = (value: string | undefined): boolean => /^(1|on|yes|true)$/i.test(value ?? '')
