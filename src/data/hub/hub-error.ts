import { UserError } from '../../lib/errors.js'

/**
 * Why a hub did not give what was asked. `unreachable`: no answer, or none that helps (timeouts, 5xx, 429 to the end); `missing`: the
 * hub knows no such repository, revision or file; `denied`: the user has to do something (a token, terms to accept); `offline`: not in
 * the cache, and the hub may not be asked; `broken`: what came was not what was announced.
 */
export type HubErrorKind = 'unreachable' | 'missing' | 'denied' | 'offline' | 'broken'

/** A hub's refusal, in words that the user can act on. */
export class HubError extends UserError {
  constructor(
    readonly kind: HubErrorKind,
    message: string,
    override readonly hint: string,
    options?: ErrorOptions,
  ) {
    super(message, hint, options)
  }
}
