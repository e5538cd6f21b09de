import { type Answer, type Asked, goodToken, type StoredRepository } from '../hub-server.js'
import { type FakeFile, type FakeRevision, folders } from './repository.js'

/** ModelScope's part of the fake hub; null where a path is none of its. */
export function modelScopeRoute(asked: Asked): Answer | null {
  const [, kind = '', rest = ''] = /^\/api\/v1\/(dataset|model)s\/(.+)$/.exec(asked.url.pathname) ?? []
  if (kind === '') return null
  const [, name = '', call = ''] = /^(.+?)(\/repo(?:\/tree|\/files)?)?$/.exec(decodeURIComponent(rest)) ?? []
  const fits = (one: StoredRepository): boolean => (one.kind ?? 'dataset') === kind && (one.hubs ?? ['modelscope']).includes('modelscope')
  const repository = asked.repositories.filter(fits).find(one => one.id === name || numberOf(one) === name)
  if (repository === undefined || (repository.private && asked.token !== goodToken)) return failure(404, `${kind} ${name} not found`)
  const revision = asked.url.searchParams.get('Revision') ?? 'master'
  if (!['master', 'main', repository.main.commit].includes(revision)) return failure(404, `revision ${revision} does not exist`)
  if (call === '/repo/tree') return envelope(pageOf(asked, repository.main))
  if (call === '/repo/files') return envelope({ Files: entries(repository.main) })
  if (call === '/repo') return download(asked, repository)
  return envelope({
    Id: Number(numberOf(repository)),
    Name: repository.id.split('/').at(-1),
    Namespace: repository.id.split('/')[0],
    Type: 0,
  })
}

const numberOf = ({ main }: StoredRepository): string => String(Number.parseInt(main.commit.slice(0, 6), 16) + 1)

function pageOf({ url }: Asked, revision: FakeRevision): unknown {
  const size = Math.min(Number(url.searchParams.get('PageSize') ?? 10), 200)
  const start = (Number(url.searchParams.get('PageNumber') ?? 1) - 1) * size
  const all = entries(revision)
  return { Files: all.slice(start, start + size), TotalCount: all.length }
}

function entries({ commit, files }: FakeRevision): unknown[] {
  const shared = {
    CommitId: commit,
    CommitMessage: 'made',
    CommittedDate: 1_700_000_000,
    CommitterName: 'us',
    InCheck: false,
    Mode: '33188',
    Revision: commit,
  }
  return [
    ...folders(files).map(path => ({
      ...shared,
      Path: path,
      Name: path.split('/').at(-1),
      Type: 'tree',
      Size: 0,
      Sha256: '',
      IsLFS: false,
      Id: path,
    })),
    ...files.map(file => ({ ...shared, ...entryOf(file) })),
  ]
}

function entryOf({ path, content, sha256, gitSha1, lfs }: FakeFile): Record<string, unknown> {
  return { Path: path, Name: path.split('/').at(-1), Type: 'blob', Size: content.length, Sha256: sha256, IsLFS: lfs, Id: gitSha1 }
}

function download({ url, token, cdn }: Asked, repository: StoredRepository): Answer {
  if (repository.gated && token !== goodToken) return { status: 403, json: { Code: 403, Message: 'no permission', Success: false } }
  const name = url.searchParams.get('FilePath')
  const file = repository.main.files.find(({ path }) => path === name)
  if (file === undefined) return failure(404, `file ${name} not found`)
  return file.lfs ? { status: 302, headers: { location: `${cdn}/oss/${file.sha256}?Expires=1` } } : { file }
}

/** Errors come inside HTTP 200. */
const failure = (code: number, message: string): Answer => ({
  status: 200,
  json: { Code: code, Data: null, Message: message, RequestId: 'r', Success: false },
})

const envelope = (data: unknown): Answer => ({
  status: 200,
  json: { Code: 200, Data: data, Message: 'success', RequestId: 'r', Success: true },
})
