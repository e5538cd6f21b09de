import { existsSync } from 'node:fs'
import { UserError } from '../lib/errors.js'
import { folderOf } from './hub/home-folder.js'
import { systemTiming, type Timing } from './hub/timing.js'
import { openLocal } from './open-local.js'
import { packagedFolder } from './packaged-folder.js'
import type { DataSettings, OpenedSplit, SplitRequest } from './types.js'

/**
 * Opens a split: the user's own file or folder, else what ships with the package, else the hubs. An id that is a path on this machine
 * is taken for that path.
 * @param timing for tests, which do not wait
 * @throws UserError where the split cannot be had: names what was asked, where, and what to do
 */
export async function openSplit(request: SplitRequest, settings: DataSettings, timing: Timing = systemTiming): Promise<OpenedSplit> {
  const own = ownPath(settings)
  if (own !== null) return openLocal(own, 'local', own, request)
  const { packaged } = request.address
  if (packaged !== undefined && settings.datasetId === null) return openLocal(packagedFolder(packaged), 'packaged', packaged, request)
  if (settings.hub === 'local')
    throw new UserError(
      'The data set is to be read from this machine, and no path is given.',
      'Give the path of its file or folder (local_path), or a hub.',
    )
  // Only now: who reads local files needs no network code.
  const { openHub } = await import('./open-hub.js')
  return openHub(request, settings, timing)
}

function ownPath({ localPath, datasetId, env, cwd, hub }: DataSettings): string | null {
  if (localPath !== null) return folderOf(localPath, env, cwd)
  const path = datasetId === null ? null : folderOf(datasetId, env, cwd)
  return path !== null && (hub === 'local' || existsSync(path)) ? path : null
}
