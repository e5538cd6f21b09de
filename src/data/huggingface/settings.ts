import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { HubEndpoint } from '../hub/ask.js'
import { folderOf, homeOf } from '../hub/home-folder.js'
import { hubAddress, isYes, timeoutOf } from '../hub/hub-address.js'
import type { HubContext } from '../hub/types.js'

export interface HuggingFaceSettings {
  endpoint: HubEndpoint
  /** Folder of the hub's cache. */
  cache: string
  /** The hub may not be asked. */
  offline: boolean
  hasToken: boolean
}

/** Hugging Face's own environment variables, with the meaning they have for its Python client. */
export async function huggingFaceSettings({ env, cwd }: Pick<HubContext, 'env' | 'cwd'>): Promise<HuggingFaceSettings> {
  const { name, url } = hubAddress(env, ['HF_ENDPOINT'], 'https://huggingface.co')
  const home = env.HF_HOME
    ? folderOf(env.HF_HOME, env, cwd)
    : env.XDG_CACHE_HOME
      ? join(folderOf(env.XDG_CACHE_HOME, env, cwd), 'huggingface')
      : join(homeOf(env), '.cache', 'huggingface')
  const cache = env.HF_HUB_CACHE || env.HUGGINGFACE_HUB_CACHE
  const token = await findToken(env, cwd, home)
  return {
    endpoint: {
      title: 'Hugging Face',
      addressVariable: name,
      url,
      secretHeaders: token === null ? {} : { authorization: `Bearer ${token}` },
      headTimeoutMs: timeoutOf(env, 'HF_HUB_ETAG_TIMEOUT', 10),
      stallTimeoutMs: timeoutOf(env, 'HF_HUB_DOWNLOAD_TIMEOUT', 10),
    },
    cache: cache ? folderOf(cache, env, cwd) : join(home, 'hub'),
    offline: isYes(env.HF_HUB_OFFLINE) || isYes(env.TRANSFORMERS_OFFLINE) || isYes(env.HF_DATASETS_OFFLINE),
    hasToken: token !== null,
  }
}

async function findToken(env: HubContext['env'], cwd: string, home: string): Promise<string | null> {
  if (isYes(env.HF_HUB_DISABLE_IMPLICIT_TOKEN)) return null
  const given = (env.HF_TOKEN || env.HUGGING_FACE_HUB_TOKEN || '').trim()
  if (given !== '') return given
  const path = env.HF_TOKEN_PATH ? folderOf(env.HF_TOKEN_PATH, env, cwd) : join(home, 'token')
  const saved = await readFile(path, 'utf8').catch(() => '')
  return saved.trim() || null
}
