import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { z } from 'zod'
import { parseJson } from '../../lib/parse-json.js'
import { withLock } from '../hub/file-lock.js'
import { safePath } from '../hub/safe-path.js'
import type { Timing } from '../hub/timing.js'
import type { RepositoryAddress } from '../hub/types.js'
import type { ModelScopeSettings } from './settings.js'
import { revisionOf } from './urls.js'

/** What we keep beside the files: which content was fetched for which revision. ModelScope's own record (`.msc`) is a Python pickle. */
const indexSchema = z.looseObject({
  revision: z.string(),
  commit: z.string().nullable(),
  files: z.record(z.string(), z.looseObject({ bytes: z.number(), sha256: z.string() })),
})
export type CacheIndex = z.infer<typeof indexSchema>

const ownFolder = '.evalscope-ts'

/**
 * One repository in ModelScope's cache. Clients before 1.38 keep `datasets/<owner>/<name>` (dots as `___`), newer ones
 * `datasets/<owner>--<name>/snapshots/<revision>`, and use an older folder where there is one. So does this: a folder that exists is
 * gone on with; a new one has the older form, which both find; a revision that is not the default one has the newer form.
 */
export class ModelScopeCache {
  private constructor(readonly folder: string) {}

  static async find(address: RepositoryAddress, settings: ModelScopeSettings): Promise<ModelScopeCache> {
    const [name = '', owner = ''] = address.id.split('/').reverse()
    const kinds = `${address.kind}s`
    const older = (root: string): string => join(root, kinds, owner, name.replaceAll('.', '___'))
    const revision = safePath(revisionOf(address))
    const newer = join(settings.cache, kinds, owner === '' ? name : `${owner}--${name}`, 'snapshots', ...revision.split('/'))
    if (revision !== 'master') return new ModelScopeCache(newer)
    for (const folder of [older(settings.cache), older(join(settings.cache, 'hub')), newer])
      if (await hasEntries(folder)) return new ModelScopeCache(folder)
    return new ModelScopeCache(older(settings.repositories))
  }

  file(path: string): string {
    return join(this.folder, ...safePath(path).split('/'))
  }

  /** @param content hash of what is to come, so that nothing is gone on with that belongs to another version */
  partial(path: string, content: string | null): string {
    return join(this.folder, ownFolder, `${safePath(path)}.${content?.slice(0, 16) ?? 'unchecked'}.incomplete`)
  }

  lock(path: string): string {
    return join(this.folder, ownFolder, `${safePath(path)}.lock`)
  }

  /** Paths of the files that are here, whoever fetched them. */
  async files(): Promise<string[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true }).catch(() => [])
    const paths = entries.filter(entry => entry.isFile() || entry.isSymbolicLink()).map(entry => join(entry.parentPath, entry.name))
    const names = paths.map(path => relative(this.folder, path).split(sep).join('/'))
    return names.filter(name => !/(^|\/)\.|\.(incomplete|parallel_tmp)$/.test(name)).sort()
  }

  /** What an earlier run recorded; null where there was none. */
  async readIndex(): Promise<CacheIndex | null> {
    const parsed = indexSchema.safeParse(parseJson(await readFile(this.indexPath, 'utf8').catch(() => '')))
    return parsed.success ? parsed.data : null
  }

  /** Puts a fetched file into its place and records it. */
  async keep(
    path: string,
    partial: string,
    file: CacheIndex['files'][string],
    index: Omit<CacheIndex, 'files'>,
    timing: Timing,
  ): Promise<string> {
    await mkdir(dirname(this.file(path)), { recursive: true })
    await rename(partial, this.file(path))
    await withLock(`${this.indexPath}.lock`, timing, async () => {
      const known = await this.readIndex()
      const files = { ...known?.files, [path]: { bytes: file.bytes, sha256: file.sha256 } }
      const beside = `${this.indexPath}.tmp`
      await writeFile(beside, `${JSON.stringify({ ...index, files }, null, 1)}\n`)
      await rename(beside, this.indexPath)
    })
    return this.file(path)
  }

  async prepare(path: string, content: string | null): Promise<void> {
    const partial = this.partial(path, content)
    await mkdir(dirname(partial), { recursive: true })
    if (content === null) await rm(partial, { force: true })
  }

  private get indexPath(): string {
    return join(this.folder, ownFolder, 'index.json')
  }
}

async function hasEntries(folder: string): Promise<boolean> {
  if (!(await stat(folder).catch(() => null))?.isDirectory()) return false
  return (await readdir(folder)).length > 0
}
