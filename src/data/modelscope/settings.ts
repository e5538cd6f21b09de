import { join } from 'node:path'
import type { HubEndpoint } from '../hub/ask.js'
import { folderOf, homeOf } from '../hub/home-folder.js'
import { hubAddress, isYes, timeoutOf } from '../hub/hub-address.js'
import type { HubContext } from '../hub/types.js'

export interface ModelScopeSettings {
  endpoint: HubEndpoint
  /** Folder of the hub's cache. */
  cache: string
  /** Where older clients, which share their form with newer ones, make new folders: below `hub` unless the user names a cache. */
  repositories: string
  hasToken: boolean
}

/** ModelScope's own environment variables, with the meaning they have for its Python clients. */
export function modelScopeSettings({ env, cwd }: Pick<HubContext, 'env' | 'cwd'>): ModelScopeSettings {
  const site = isYes(env.MODELSCOPE_PREFER_AI_SITE) ? 'https://www.modelscope.ai' : 'https://www.modelscope.cn'
  const { name, url } = hubAddress(env, ['MODELSCOPE_ENDPOINT', 'MODELSCOPE_DOMAIN'], site)
  const cache = env.MODELSCOPE_CACHE ? folderOf(env.MODELSCOPE_CACHE, env, cwd) : join(homeOf(env), '.cache', 'modelscope')
  const token = (env.MODELSCOPE_API_TOKEN ?? '').trim()
  return {
    endpoint: {
      title: 'ModelScope',
      addressVariable: name,
      url,
      secretHeaders: token === '' ? {} : { authorization: `Bearer ${token}`, cookie: `m_session_id=${encodeURIComponent(token)}` },
      headTimeoutMs: timeoutOf(env, 'MODELSCOPE_DOWNLOAD_TIMEOUT', 20),
      stallTimeoutMs: timeoutOf(env, 'MODELSCOPE_DOWNLOAD_TIMEOUT', 20),
    },
    cache,
    repositories: env.MODELSCOPE_CACHE ? cache : join(cache, 'hub'),
    hasToken: token !== '',
  }
}
