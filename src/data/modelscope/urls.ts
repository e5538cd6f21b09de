import { below } from '../hub/hub-address.js'
import type { RepositoryAddress } from '../hub/types.js'

export const filesPerPage = 100

export const revisionOf = ({ revision }: RepositoryAddress): string => revision ?? 'master'

const encoded = (id: string): string => id.split('/').map(encodeURIComponent).join('/')

/** What people see. */
export const pageOf = ({ kind, id }: RepositoryAddress, hub: URL): string => below(hub, `/${kind}s/${encoded(id)}`).href

export const infoUrl = ({ kind, id }: RepositoryAddress, hub: URL): URL => below(hub, `/api/v1/${kind}s/${encoded(id)}`)

/** @param number the data set's own number, or its name where the hub tells none */
export function treeUrl(address: RepositoryAddress, number: string, page: number, hub: URL): URL {
  const query = new URLSearchParams({ Revision: revisionOf(address), Recursive: 'True' })
  if (address.kind === 'model') return below(hub, `/api/v1/models/${encoded(address.id)}/repo/files?${query}`)
  query.append('Root', '/')
  query.append('PageNumber', String(page))
  query.append('PageSize', String(filesPerPage))
  return below(hub, `/api/v1/datasets/${encoded(number)}/repo/tree?${query}`)
}

export function fileUrl(address: RepositoryAddress, path: string, hub: URL): URL {
  const query = new URLSearchParams({ Revision: revisionOf(address), FilePath: path })
  if (address.kind === 'dataset') for (const [name, value] of Object.entries({ Source: 'SDK', View: 'False' })) query.append(name, value)
  return below(hub, `/api/v1/${address.kind}s/${encoded(address.id)}/repo?${query}`)
}
