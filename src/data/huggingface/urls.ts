import { below } from '../hub/hub-address.js'
import type { RepositoryAddress } from '../hub/types.js'

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/')
const revisionOf = ({ revision }: RepositoryAddress): string => encodeURIComponent(revision ?? 'main')

/** What people see. */
export function pageOf({ kind, id }: RepositoryAddress, hub: URL): string {
  return below(hub, `/${kind === 'dataset' ? 'datasets/' : ''}${encoded(id)}`).href
}

export function infoUrl(address: RepositoryAddress, hub: URL): URL {
  return below(hub, `/api/${address.kind}s/${encoded(address.id)}/revision/${revisionOf(address)}`)
}

export function treeUrl(address: RepositoryAddress, hub: URL): URL {
  return below(hub, `/api/${address.kind}s/${encoded(address.id)}/tree/${revisionOf(address)}?recursive=true&expand=false`)
}

export function fileUrl(address: RepositoryAddress, path: string, hub: URL): URL {
  const prefix = address.kind === 'dataset' ? '/datasets' : ''
  return below(hub, `${prefix}/${encoded(address.id)}/resolve/${revisionOf(address)}/${encoded(path)}`)
}
