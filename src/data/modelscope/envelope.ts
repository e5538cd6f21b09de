import { z } from 'zod'
import { parseJson } from '../../lib/parse-json.js'
import { HubError } from '../hub/hub-error.js'
import type { RepositoryAddress } from '../hub/types.js'
import type { ModelScopeSettings } from './settings.js'
import { pageOf, revisionOf } from './urls.js'

/** What every answer that is no file is wrapped in. An error may stand inside HTTP 200. */
const envelope = z.looseObject({
  Code: z.coerce.number().optional(),
  Success: z.boolean().optional(),
  Message: z.string().nullish(),
  Data: z.unknown().optional(),
})

export interface Answered {
  status: number
  text: string
}

/** The `Data` of an answer. @throws HubError */
export function dataOf(answered: Answered, address: RepositoryAddress, settings: ModelScopeSettings): unknown {
  const parsed = envelope.safeParse(parseJson(answered.text))
  const failed = answered.status !== 200 || (parsed.success && isFailure(parsed.data))
  if (failed) throw refusal(answered, address, null, settings)
  if (parsed.success) return parsed.data.Data
  throw new HubError(
    'broken',
    `${settings.endpoint.url.href} does not answer as ModelScope does.`,
    `Check ${settings.endpoint.addressVariable} and the proxy.`,
  )
}

const isFailure = ({ Code, Success }: z.infer<typeof envelope>): boolean => Success === false || (Code !== undefined && Code !== 200)

/** An answer of ModelScope that is no success, in words that say what to do. */
export function refusal(answered: Answered, address: RepositoryAddress, path: string | null, settings: ModelScopeSettings): HubError {
  const parsed = envelope.safeParse(parseJson(answered.text))
  const code = (parsed.success ? parsed.data.Code : undefined) ?? answered.status
  const message = (parsed.success ? parsed.data.Message : null) ?? ''
  const what = `${address.kind === 'dataset' ? 'The data set' : 'The model'} ${address.id}`
  const page = pageOf(address, settings.endpoint.url)
  if ([401, 403].includes(code) || [401, 403].includes(answered.status)) return denied(what, page, settings)
  if (code === 404 || answered.status === 404 || /not (exist|found)|不存在/i.test(message))
    return new HubError(
      'missing',
      `${what} ${path === null ? `(revision ${revisionOf(address)}) is not` : `has no file ${path}`} on ModelScope, or it is private.`,
      `See ${page}; for a private one set MODELSCOPE_API_TOKEN.`,
    )
  if (code === 200)
    return new HubError(
      'broken',
      `ModelScope sent something else than ${address.id}/${path ?? ''}.`,
      'Try again later, or take the other hub.',
    )
  const said = `code ${code}${message === '' ? '' : `: ${message.slice(0, 200)}`}`
  return new HubError('broken', `ModelScope refuses ${address.id}${path === null ? '' : `/${path}`} (${said}).`, `See ${page}.`)
}

function denied(what: string, page: string, { hasToken, endpoint }: ModelScopeSettings): HubError {
  return hasToken
    ? new HubError(
        'denied',
        `${what} may not be read with the token given to ModelScope.`,
        `Ask for access at ${page}, or set another MODELSCOPE_API_TOKEN.`,
      )
    : new HubError(
        'denied',
        `${what} may be read on ModelScope only with a token.`,
        `Ask for access at ${page}, then set MODELSCOPE_API_TOKEN to a token from ${endpoint.url.origin}/my/myaccesstoken.`,
      )
}
