import { copyFile, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { systemCode } from '../../lib/system-error.js'
import { safePath } from '../hub/safe-path.js'
import type { RepositoryAddress } from '../hub/types.js'

const cacheTag = 'Signature: 8a477f597d28d172789f06886806bc55\n# Files that can be downloaded again: https://bford.info/cachedir/\n'

/**
 * One repository in the cache of Hugging Face's clients: `blobs/<etag>` holds contents, `snapshots/<commit>/<path>` links to them,
 * `refs/<revision>` names the commit a revision stood for, `.no_exist/<commit>/<path>` marks what is known not to be there.
 */
export class RepositoryCache {
  readonly folder: string

  constructor(
    private readonly root: string,
    { kind, id }: RepositoryAddress,
  ) {
    this.folder = join(root, `${kind}s--${id.replaceAll('/', '--')}`)
  }

  blob(etag: string): string {
    return join(this.folder, 'blobs', etag)
  }

  /** A name of our own: others append to `<etag>.incomplete`, under locks that Node cannot take. */
  partial(etag: string): string {
    return join(this.folder, 'blobs', `${etag}.evalscope-ts.incomplete`)
  }

  lock(etag: string): string {
    return join(this.root, '.locks', this.folder.slice(this.root.length + 1), `${etag}.evalscope-ts.lock`)
  }

  snapshot(commit: string, path = ''): string {
    return join(this.folder, 'snapshots', commit, ...path.split('/'))
  }

  /** The commit that a revision stood for when it was last asked about. */
  async readRef(revision: string): Promise<string | null> {
    if (isCommit(revision)) return revision
    const text = await readFile(join(this.folder, 'refs', ...safePath(revision).split('/')), 'utf8').catch(() => '')
    return isCommit(text.trim()) ? text.trim() : null
  }

  async writeRef(revision: string, commit: string): Promise<void> {
    if (revision === commit || (await this.readRef(revision)) === commit) return
    await this.write(join(this.folder, 'refs', ...safePath(revision).split('/')), commit)
  }

  async markAbsent(commit: string, path: string): Promise<void> {
    await this.write(join(this.folder, '.no_exist', commit, ...safePath(path).split('/')), '')
  }

  /** Paths of a snapshot's files that are whole; null where there is no snapshot. */
  async files(commit: string): Promise<string[] | null> {
    const folder = this.snapshot(commit)
    const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => null)
    if (entries === null) return null
    const paths = entries.filter(entry => !entry.isDirectory()).map(entry => join(entry.parentPath, entry.name))
    const whole = await Promise.all(paths.map(async path => ((await isFile(path)) ? [relative(folder, path).split(sep).join('/')] : [])))
    return whole.flat().sort()
  }

  /** Makes the folders of a file that is about to come, and tells backups to pass the cache over. */
  async prepare(etag: string): Promise<void> {
    await mkdir(dirname(this.blob(etag)), { recursive: true })
    await writeFile(join(this.root, 'CACHEDIR.TAG'), cacheTag, { flag: 'wx' }).catch(() => undefined)
  }

  /** Puts a blob into a snapshot: a relative link, or a copy where the system has no links. */
  async link(etag: string, commit: string, path: string): Promise<string> {
    const place = this.snapshot(commit, safePath(path))
    if (await isFile(place)) return place
    await mkdir(dirname(place), { recursive: true })
    await rm(place, { force: true })
    try {
      await symlink(relative(dirname(place), this.blob(etag)), place)
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') await copyFile(this.blob(etag), place)
    }
    return place
  }

  /** Takes a file away, so that it is fetched again. */
  async discard(commit: string, path: string, etag: string): Promise<void> {
    await rm(this.snapshot(commit, path), { force: true })
    if (etag !== '') await rm(this.blob(etag), { force: true })
  }

  /** Writes a small file whole: beside its place first, then moved there. */
  async write(path: string, text: string): Promise<void> {
    await mkdir(dirname(path), { recursive: true })
    const beside = `${path}.${process.pid}.tmp`
    await writeFile(beside, text)
    await rename(beside, path)
  }
}

export const isCommit = (text: string): boolean => /^[0-9a-f]{40}$/.test(text)

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    found => found.isFile(),
    () => false,
  )
