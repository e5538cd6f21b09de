import { type Answer, type Asked, goodToken, type StoredRepository } from '../hub-server.js'
import { type FakeFile, type FakeRevision, folders } from './repository.js'

/** Hugging Face's part of the fake hub; null where a path is none of its. */
export function huggingFaceRoute(asked: Asked): Answer | null {
  const path = asked.url.pathname
  const api = /^\/api\/(dataset|model)s\/(.+?)(?:\/(revision|tree)\/([^/]+))?$/.exec(path)
  if (api !== null) {
    const [, kind = '', id = '', call, revision = 'main'] = api
    return onRepository(asked, kind, decodeURIComponent(id), decodeURIComponent(revision), (repository, found) =>
      call === 'tree' ? tree(asked, found) : info(repository, found),
    )
  }
  const file = /^\/(datasets\/)?(.+?)\/resolve\/([^/]+)\/(.+)$/.exec(path)
  if (file === null) return null
  const [, datasets, id = '', revision = '', name = ''] = file
  return onRepository(
    asked,
    datasets === undefined ? 'model' : 'dataset',
    decodeURIComponent(id),
    decodeURIComponent(revision),
    (repository, found) => resolve(asked, repository, found, decodeURIComponent(name)),
  )
}

function onRepository(
  { repositories, token, url }: Asked,
  kind: string,
  id: string,
  revision: string,
  answer: (repository: StoredRepository, found: FakeRevision) => Answer,
): Answer {
  const fits = (one: StoredRepository): boolean => (one.kind ?? 'dataset') === kind && (one.hubs ?? ['huggingface']).includes('huggingface')
  const moved = repositories.find(one => fits(one) && one.formerly?.includes(id))
  if (moved !== undefined) return { status: 307, headers: { location: `${url.pathname.replace(id, moved.id)}${url.search}` } }
  const repository = repositories.find(one => fits(one) && one.id === id)
  if (repository === undefined || (repository.private && token !== goodToken))
    return error(token === null ? 401 : 404, 'RepoNotFound', 'Repository not found')
  const found = [repository.main, ...(repository.convertedRevision === null ? [] : [repository.convertedRevision])].find(
    one =>
      one.commit === revision ||
      (revision === 'main' && one === repository.main) ||
      (revision === 'refs/convert/parquet' && one === repository.convertedRevision),
  )
  return found === undefined ? error(404, 'RevisionNotFound', `Invalid rev id: ${revision}`) : answer(repository, found)
}

function info({ id, gated }: StoredRepository, { commit, files }: FakeRevision): Answer {
  return {
    status: 200,
    json: {
      id,
      sha: commit,
      private: false,
      gated: gated === true ? 'auto' : false,
      disabled: false,
      downloads: 0,
      likes: 0,
      tags: [],
      siblings: files.map(({ path }) => ({ rfilename: path })),
    },
  }
}

function tree({ url, faults }: Asked, { files }: FakeRevision): Answer {
  const entries = [...folders(files).map(path => ({ type: 'directory', oid: '0'.repeat(40), size: 0, path })), ...files.map(entryOf)]
  const start = Number(url.searchParams.get('cursor') ?? 0)
  const next = new URL(url)
  next.searchParams.set('cursor', String(start + faults.pageSize))
  const more = start + faults.pageSize < entries.length
  return {
    status: 200,
    json: entries.slice(start, start + faults.pageSize),
    ...(more && { headers: { link: `<${next.pathname}${next.search}>; rel="next"` } }),
  }
}

function entryOf({ path, content, sha256, gitSha1, lfs }: FakeFile): Record<string, unknown> {
  const entry = { type: 'file', oid: gitSha1, size: content.length, path }
  return lfs ? { ...entry, lfs: { oid: sha256, size: content.length, pointerSize: 130 } } : entry
}

function resolve({ token, cdn, faults }: Asked, repository: StoredRepository, { commit, files }: FakeRevision, name: string): Answer {
  if (repository.gated && token === null) return error(401, 'GatedRepo', `Access to dataset ${repository.id} is restricted.`)
  if (repository.gated && token !== goodToken) return error(403, 'GatedRepo', 'You are not in the authorized list.')
  const file = files.find(({ path }) => path === name)
  if (file === undefined) return error(404, 'EntryNotFound', 'Entry not found', { 'x-repo-commit': commit })
  const etag = `${faults.weakEtags ? 'W/' : ''}"${file.lfs ? file.sha256 : file.gitSha1}"`
  if (!file.lfs) return { file, headers: { etag, 'x-repo-commit': commit } }
  return {
    status: 302,
    headers: {
      location: `${cdn}/repos/${file.sha256}?signature=abc`,
      'x-repo-commit': commit,
      'x-linked-etag': etag,
      'x-linked-size': String(file.content.length),
      etag: '"of-the-redirect"',
    },
    text: 'Found. Redirecting',
  }
}

function error(status: number, code: string, message: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'x-error-code': code, 'x-error-message': message, ...headers }, json: { error: message } }
}
