import { z } from 'zod'
import { parseJson } from '../../lib/parse-json.js'
import { ask, type Reply } from '../hub/ask.js'
import { HubError } from '../hub/hub-error.js'
import { safePath } from '../hub/safe-path.js'
import type { HubContext, RepositoryAddress } from '../hub/types.js'
import { isCommit } from './cache.js'
import { refusal } from './refusal.js'
import type { HuggingFaceSettings } from './settings.js'
import type { Tree, TreeFile } from './tree-cache.js'
import { infoUrl, treeUrl } from './urls.js'

const info = z.looseObject({ sha: z.string().refine(isCommit) })

const entries = z.array(
  z.looseObject({
    type: z.string(),
    path: z.string(),
    size: z.number().default(0),
    oid: z.string().default(''),
    lfs: z.looseObject({ oid: z.string().optional(), sha256: z.string().optional(), size: z.number().optional() }).nullish(),
    xetHash: z.string().nullish(),
  }),
)

/** The commit that a revision stands for now. */
export async function findCommit(
  address: RepositoryAddress,
  settings: HuggingFaceSettings,
  context: HubContext,
  impatient: boolean,
): Promise<string> {
  const url = infoUrl(address, settings.endpoint.url)
  const reply = await ask(settings.endpoint, { method: 'GET', url, follow: 'all', impatient }, context)
  return understood(info, reply, address, settings).sha
}

/** All files of a commit, over as many pages as the hub takes. */
export async function listTree(
  address: RepositoryAddress,
  settings: HuggingFaceSettings,
  context: HubContext,
  impatient: boolean,
): Promise<Tree> {
  const tree = new Map<string, TreeFile>()
  const seen = new Set<string>()
  let url: URL | null = treeUrl(address, settings.endpoint.url)
  while (url !== null && !seen.has(url.href)) {
    seen.add(url.href)
    const reply: Reply = await ask(settings.endpoint, { method: 'GET', url, follow: 'all', impatient }, context)
    for (const { type, path, size, oid, lfs, xetHash } of understood(entries, reply, address, settings))
      if (type === 'file')
        tree.set(safePath(path), {
          size: lfs?.size ?? size,
          gitSha1: oid,
          sha256: lfs?.oid ?? lfs?.sha256 ?? null,
          xetHash: /^[0-9a-f]{64}$/.test(xetHash ?? '') ? (xetHash ?? null) : null,
        })
    url = nextPage(reply)
  }
  return tree
}

/** @throws HubError for a refusal, and for a success in words that are not the hub's */
function understood<Value>(schema: z.ZodType<Value>, reply: Reply, address: RepositoryAddress, settings: HuggingFaceSettings): Value {
  if (reply.status !== 200) throw refusal(reply, address, null, settings)
  const parsed = schema.safeParse(parseJson(reply.text))
  if (parsed.success) return parsed.data
  throw new HubError(
    'broken',
    `${reply.url.href} does not answer as Hugging Face does.`,
    `Check ${settings.endpoint.addressVariable} (${settings.endpoint.url.href}) and the proxy.`,
  )
}

function nextPage({ headers, url }: Reply): URL | null {
  const next = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(headers.link ?? '')?.[1]
  return next !== undefined && URL.canParse(next, url.href) ? new URL(next, url.href) : null
}
