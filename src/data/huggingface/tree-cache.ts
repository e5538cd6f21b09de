import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { parseJson } from '../../lib/parse-json.js'
import type { RepositoryCache } from './cache.js'

/** What the hub says of a file. */
export interface TreeFile {
  size: number
  gitSha1: string
  /** Of files in large-file storage only. */
  sha256: string | null
  xetHash: string | null
}

export type Tree = ReadonlyMap<string, TreeFile>

/** The form in which newer clients keep a commit's listing: `trees/<commit>.json`. */
const stored = z.looseObject({
  format_version: z.literal(1),
  files: z.record(
    z.string(),
    z.looseObject({
      size: z.number(),
      blob_id: z.string(),
      lfs_sha256: z.string().nullish(),
      xet_hash: z.string().nullish(),
    }),
  ),
})

/** A listing that a client kept; null where there is none that can be read. */
export async function readTree(cache: RepositoryCache, commit: string): Promise<Tree | null> {
  const text = await readFile(pathOf(cache, commit), 'utf8').catch(() => '')
  const parsed = stored.safeParse(parseJson(text))
  if (!parsed.success) return null
  return new Map(
    Object.entries(parsed.data.files).map(([path, { size, blob_id, lfs_sha256, xet_hash }]) => [
      path,
      { size, gitSha1: blob_id, sha256: lfs_sha256 ?? null, xetHash: xet_hash ?? null },
    ]),
  )
}

export async function writeTree(cache: RepositoryCache, commit: string, tree: Tree): Promise<void> {
  const files = [...tree].sort(([one], [other]) => (one < other ? -1 : 1)).map(([path, file]) => [path, storedFile(file)])
  await cache.write(pathOf(cache, commit), JSON.stringify({ format_version: 1, files: Object.fromEntries(files) }, null, 1))
}

function storedFile({ size, gitSha1, sha256, xetHash }: TreeFile): Record<string, unknown> {
  return {
    size,
    blob_id: gitSha1,
    ...(sha256 !== null && { lfs_sha256: sha256, lfs_size: size }),
    ...(xetHash !== null && { xet_hash: xetHash }),
  }
}

const pathOf = (cache: RepositoryCache, commit: string): string => join(cache.folder, 'trees', `${commit}.json`)
