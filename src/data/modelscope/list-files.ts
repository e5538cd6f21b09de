import { z } from 'zod'
import { ask } from '../hub/ask.js'
import { HubError } from '../hub/hub-error.js'
import { safePath } from '../hub/safe-path.js'
import type { HubContext, RepositoryAddress } from '../hub/types.js'
import { dataOf } from './envelope.js'
import type { ModelScopeSettings } from './settings.js'
import { filesPerPage, infoUrl, treeUrl } from './urls.js'

export interface ListedFile {
  /** Null where the hub does not say; it also says 0 for "not known". */
  size: number | null
  sha256: string | null
}

export interface Listing {
  files: ReadonlyMap<string, ListedFile>
  /** Of the youngest file: the hub tells no commit of the whole. */
  commit: string | null
}

const info = z.looseObject({ Id: z.union([z.number(), z.string()]).optional() }).nullish()

const entry = z.looseObject({
  Path: z.string(),
  Type: z.string().default('blob'),
  Size: z.number().nullish(),
  Sha256: z.string().nullish(),
  CommitId: z.string().nullish(),
  Revision: z.string().nullish(),
  CommittedDate: z.union([z.number(), z.string()]).nullish(),
})
type Entry = z.infer<typeof entry>

const page = z.union([z.array(entry), z.looseObject({ Files: z.array(entry).nullish() }).transform(({ Files }) => Files ?? [])])

/** All files of a revision, over as many pages as there are. */
export async function listFiles(
  address: RepositoryAddress,
  settings: ModelScopeSettings,
  context: HubContext,
  impatient: boolean,
): Promise<Listing> {
  const get = async (url: URL): Promise<unknown> =>
    dataOf(await ask(settings.endpoint, { method: 'GET', url, follow: 'all', impatient }, context), address, settings)
  const number = address.kind === 'dataset' ? numberOf(await get(infoUrl(address, settings.endpoint.url)), address) : address.id
  const entries: Entry[] = []
  for (let at = 1; ; at++) {
    const parsed = page.safeParse(await get(treeUrl(address, number, at, settings.endpoint.url)))
    if (!parsed.success) throw foreign(settings)
    entries.push(...parsed.data)
    if (address.kind === 'model' || parsed.data.length < filesPerPage) break
  }
  const files = entries.filter(({ Type }) => Type !== 'tree')
  return { files: new Map(files.map(file => [safePath(file.Path), listed(file)])), commit: youngestCommit(files) }
}

function numberOf(data: unknown, address: RepositoryAddress): string {
  const parsed = info.safeParse(data)
  return String((parsed.success ? parsed.data?.Id : undefined) ?? address.id)
}

function listed({ Size, Sha256 }: Entry): ListedFile {
  const sha256 = /^[0-9a-f]{64}$/i.test(Sha256 ?? '') ? (Sha256 ?? '').toLowerCase() : null
  return { size: Size ? Size : null, sha256 }
}

function youngestCommit(files: readonly Entry[]): string | null {
  const dated = files.map(file => ({ commit: file.CommitId || file.Revision || null, at: momentOf(file.CommittedDate) }))
  return dated.reduce((youngest, one) => (one.at > youngest.at ? one : youngest), { commit: null as string | null, at: -1 }).commit
}

function momentOf(date: number | string | null | undefined): number {
  const moment = typeof date === 'string' && Number.isNaN(Number(date)) ? Date.parse(date) / 1000 : Number(date ?? 0)
  return Number.isNaN(moment) ? 0 : moment
}

function foreign({ endpoint }: ModelScopeSettings): HubError {
  return new HubError(
    'broken',
    `${endpoint.url.href} does not answer as ModelScope does.`,
    `Check ${endpoint.addressVariable} and the proxy.`,
  )
}
