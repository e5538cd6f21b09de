import type { Reply } from '../hub/ask.js'
import { HubError } from '../hub/hub-error.js'
import type { RepositoryAddress } from '../hub/types.js'
import type { HuggingFaceSettings } from './settings.js'
import { pageOf } from './urls.js'

type Refused = Pick<Reply, 'status' | 'headers'>

/** An answer of Hugging Face that is no success, in words that say what to do. */
export function refusal(reply: Refused, address: RepositoryAddress, path: string | null, settings: HuggingFaceSettings): HubError {
  const code = reply.headers['x-error-code']
  const what = address.kind === 'dataset' ? `The data set ${address.id}` : `The model ${address.id}`
  if (code === 'GatedRepo' || (reply.status === 403 && code === undefined)) return gated(what, address, settings)
  if (code === 'RevisionNotFound')
    return new HubError(
      'missing',
      `${what} has no revision "${address.revision ?? 'main'}" on Hugging Face.`,
      `See ${pageOf(address, settings.endpoint.url)}.`,
    )
  if (code === 'EntryNotFound')
    return new HubError('missing', `${what} has no file ${path ?? ''} on Hugging Face.`, `See ${pageOf(address, settings.endpoint.url)}.`)
  if (reply.status === 401 && settings.hasToken && code !== 'RepoNotFound')
    return new HubError(
      'denied',
      'Hugging Face does not accept the token.',
      `Make a new one at ${settings.endpoint.url.origin}/settings/tokens and set HF_TOKEN.`,
    )
  if (reply.status === 401 || reply.status === 404) return unknown(what, settings)
  const said = reply.headers['x-error-message']
  return new HubError(
    'broken',
    `Hugging Face answers HTTP ${reply.status} for ${address.id}${path === null ? '' : `/${path}`}${said === undefined ? '' : `: ${said}`}.`,
    `Check that ${settings.endpoint.url.href} is a Hugging Face hub (${settings.endpoint.addressVariable}).`,
  )
}

function gated(what: string, address: RepositoryAddress, settings: HuggingFaceSettings): HubError {
  const accept = `Accept its terms at ${pageOf(address, settings.endpoint.url)}`
  return settings.hasToken
    ? new HubError(
        'denied',
        `${what} is gated on Hugging Face, and the token may not read it.`,
        `${accept} with the account of the token; a fine-grained token must allow gated repositories.`,
      )
    : new HubError(
        'denied',
        `${what} is gated on Hugging Face, and there is no token.`,
        `${accept}, then set HF_TOKEN to a token of that account.`,
      )
}

// Hugging Face answers 401 for what does not exist and for what is private, so that names of private ones cannot be guessed.
function unknown(what: string, { hasToken }: HuggingFaceSettings): HubError {
  return hasToken
    ? new HubError('missing', `${what} is not on Hugging Face, or the token may not see it.`, 'Check its name.')
    : new HubError('missing', `${what} is not on Hugging Face, or it is private.`, 'Check its name; for a private one set HF_TOKEN.')
}
