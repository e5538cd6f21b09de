import { createHash } from 'node:crypto'

/** A repository of the fake hub, as a test describes it. */
export interface FakeRepository {
  kind?: 'dataset' | 'model'
  id: string
  files: Record<string, string | Buffer>
  /** Contents of `refs/convert/parquet`. */
  converted?: Record<string, string | Buffer>
  /** Only with a token that may read it. */
  gated?: boolean
  /** As if it did not exist, without a token. */
  private?: boolean
  /** Old names, from which relative redirects lead here. */
  formerly?: string[]
  /** On which hubs it is; both where nothing is said. */
  hubs?: ('huggingface' | 'modelscope')[]
}

export interface FakeFile {
  path: string
  content: Buffer
  sha256: string
  gitSha1: string
  lfs: boolean
}

export interface FakeRevision {
  commit: string
  files: FakeFile[]
}

/** The commit is made of the content, as git's is. */
export function revisionOf(files: Record<string, string | Buffer>): FakeRevision {
  const made = Object.entries(files).map(([path, content]) => fileOf(path, Buffer.from(content)))
  const commit = hash('sha1', Buffer.from(made.map(({ path, sha256 }) => `${path} ${sha256}`).join('\n')))
  return { commit, files: made }
}

function fileOf(path: string, content: Buffer): FakeFile {
  return {
    path,
    content,
    sha256: hash('sha256', content),
    gitSha1: hash('sha1', Buffer.concat([Buffer.from(`blob ${content.length}\0`), content])),
    lfs: /\.(parquet|bin|gz)$/.test(path) || content.length > 100_000,
  }
}

function hash(kind: 'sha1' | 'sha256', content: Buffer): string {
  return createHash(kind).update(content).digest('hex')
}

export function folders(files: FakeFile[]): string[] {
  const names = files.flatMap(({ path }) =>
    path
      .split('/')
      .slice(0, -1)
      .map((_, depth, parts) => parts.slice(0, depth + 1).join('/')),
  )
  return [...new Set(names)]
}
