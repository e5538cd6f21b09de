import type { Client, Message } from '../client/types.js'
import type { LoadedDataset } from './load-dataset.js'
import { canonicalJson, sha256 } from './sample-id.js'
import type { Sample } from './types.js'

/** One answer that is wanted: a sample, asked for the k-th time. */
export interface Task {
  dataset: LoadedDataset
  sample: Sample
  /** 0 to repeats - 1. */
  generation: number
  messages: readonly Message[]
  /** Names the answer: sha256 of the request body without its stream fields, the sample and the generation. */
  key: string
  /** Place among the answers of its subset; what EvalScope's files call index. */
  index: number
}

export interface TaskParts {
  samples: readonly Sample[]
  shots: ReadonlyMap<string, readonly string[]>
  repeats: number
  client: Pick<Client, 'body'>
}

/** Every answer that is wanted of a data set, sample by sample, each sample's generations one after another. */
export function tasksOf(dataset: LoadedDataset, { samples, shots, repeats, client }: TaskParts): Task[] {
  const places = new Map<string, number>()
  return samples.flatMap(sample => {
    const place = places.get(sample.subset) ?? 0
    places.set(sample.subset, place + 1)
    return Array.from({ length: repeats }, (_, generation) =>
      taskOf({ dataset, sample, generation, index: place * repeats + generation, shots: shots.get(sample.subset) ?? [], client }),
    )
  })
}

interface TaskSource extends Pick<Task, 'dataset' | 'sample' | 'generation' | 'index'> {
  shots: readonly string[]
  client: Pick<Client, 'body'>
}

export function taskOf({ dataset, sample, generation, index, shots, client }: TaskSource): Task {
  const messages = messagesOf(dataset, sample, shots)
  const body = withoutStream(client.body({ prompt: { kind: 'messages', messages } }))
  return { dataset, sample, generation, messages, key: sha256(canonicalJson({ body, sample: sample.id, generation })), index }
}

export function messagesOf({ benchmark, settings }: LoadedDataset, sample: Sample, shots: readonly string[]): Message[] {
  const asked = sample.messages ?? benchmark.prompt(sample, { args: settings.args, shots })
  const { systemPrompt } = settings.args
  if (systemPrompt === null) return [...asked]
  return [{ role: 'system', content: systemPrompt }, ...asked.filter(message => message.role !== 'system')]
}

/** Whether an answer was streamed does not change it. */
function withoutStream({ stream: _stream, stream_options: _options, ...body }: Record<string, unknown>): Record<string, unknown> {
  return body
}
