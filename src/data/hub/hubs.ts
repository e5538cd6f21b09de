import { HttpClient } from '../../net/http-client.js'
import { huggingFace } from '../huggingface/hugging-face.js'
import { modelScope } from '../modelscope/model-scope.js'
import type { DataSettings } from '../types.js'
import type { Timing } from './timing.js'
import type { Hub, HubContext, Repository, RepositoryAddress } from './types.js'

export type OnlineHub = 'huggingface' | 'modelscope'

export const hubs: Readonly<Record<OnlineHub, Hub>> = { huggingface: huggingFace, modelscope: modelScope }

/**
 * A repository, opened once a run (a run is known by who is told of its downloads): all its splits are of one commit, and a hub that was
 * out of reach is not waited for again.
 */
export function openRepository(hub: OnlineHub, address: RepositoryAddress, settings: DataSettings, timing: Timing): Promise<Repository> {
  const { context, opened } = sessionOf(settings, timing)
  const key = JSON.stringify([hub, address.kind, address.id, address.revision])
  const known = opened.get(key)
  if (known !== undefined) return known
  const opening = hubs[hub].open(address, context)
  opened.set(key, opening)
  return opening
}

interface Session {
  context: HubContext
  opened: Map<string, Promise<Repository>>
}

const sessions = new WeakMap<DataSettings['onProgress'], Session>()

function sessionOf({ env, cwd, onProgress }: DataSettings, timing: Timing): Session {
  const known = sessions.get(onProgress)
  if (known !== undefined) return known
  // Idle connections close by themselves and keep no process alive.
  const context = { env, cwd, timing, http: new HttpClient(env), onProgress }
  const made = { context, opened: new Map() }
  sessions.set(onProgress, made)
  return made
}
