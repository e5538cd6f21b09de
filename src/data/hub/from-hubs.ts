import { UserError } from '../../lib/errors.js'
import type { DataSettings, DatasetAddress } from '../types.js'
import { HubError } from './hub-error.js'
import { hubs, type OnlineHub, openRepository } from './hubs.js'
import type { Timing } from './timing.js'
import type { Repository, RepositoryKind } from './types.js'

export interface HubChoice {
  kind: RepositoryKind
  address: DatasetAddress
  settings: DataSettings
  timing: Timing
}

export interface FromHub<Value> {
  hub: OnlineHub
  repository: Repository
  value: Value
  notes: string[]
}

/**
 * Does work on a repository of the hub that the user prefers, or of the other one where the first is out of reach or lacks it; never
 * where the user has to do something first (a token, terms to accept).
 * @throws HubError of the first hub, with what the other one said
 */
export async function fromHubs<Value>(
  { kind, address, settings, timing }: HubChoice,
  work: (repository: Repository, hub: OnlineHub) => Promise<Value>,
): Promise<FromHub<Value>> {
  const candidates = candidatesOf(address, settings)
  const failures: { hub: OnlineHub; error: HubError }[] = []
  for (const { hub, id } of candidates) {
    try {
      const revision = settings.datasetId === null ? (address.revision ?? null) : null
      const repository = await openRepository(hub, { kind, id, revision }, settings, timing)
      const value = await work(repository, hub)
      return { hub, repository, value, notes: [...fallbackNotes(settings, hub, id, failures), ...repository.notes] }
    } catch (error) {
      if (!(error instanceof HubError)) throw error
      failures.push({ hub, error })
      if (error.kind === 'denied') break
    }
  }
  throw together(
    failures.map(({ error }) => error),
    candidates,
    kind,
  )
}

interface Candidate {
  hub: OnlineHub
  id: string
}

function candidatesOf(address: DatasetAddress, { hub, datasetId }: DataSettings): Candidate[] {
  const first: OnlineHub = hub === 'huggingface' ? 'huggingface' : 'modelscope'
  if (datasetId !== null) return [{ hub: first, id: datasetId }]
  const order: OnlineHub[] = first === 'huggingface' ? ['huggingface', 'modelscope'] : ['modelscope', 'huggingface']
  const found = order.flatMap(name => (address[name] === undefined ? [] : [{ hub: name, id: address[name] }]))
  if (found.length > 0) return found
  throw new UserError('This data set is on no hub.', 'Give a file or folder of your own.')
}

function fallbackNotes({ hub: wanted }: DataSettings, hub: OnlineHub, id: string, failures: readonly { error: HubError }[]): string[] {
  if (hub === wanted) return []
  const why =
    failures[0]?.error.message ??
    `It is not published on ${wanted === 'huggingface' || wanted === 'modelscope' ? hubs[wanted].title : wanted}.`
  return [`${id} was read from ${hubs[hub].title}. ${why}`]
}

function together([first, second]: HubError[], candidates: readonly Candidate[], kind: RepositoryKind): HubError {
  if (first === undefined) throw new RangeError('No hub was asked.')
  const what = `The ${kind === 'dataset' ? 'data set' : 'model'} ${candidates[0]?.id}`
  const message = first.kind === 'unreachable' ? `${what} cannot be fetched: ${first.message}` : first.message
  if (second !== undefined) return new HubError(first.kind, message, `${first.hint} The other hub: ${second.message}`, { cause: first })
  const other = first.kind === 'denied' ? candidates[1] : undefined
  if (other === undefined) return new HubError(first.kind, message, first.hint, { cause: first })
  return new HubError(first.kind, first.message, `${first.hint} Or take it from ${hubs[other.hub].title} (--dataset-hub ${other.hub}).`, {
    cause: first,
  })
}
