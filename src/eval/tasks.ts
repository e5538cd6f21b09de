import type { Client, Message } from '../client/types.js'
import { laterQuestions } from './later-questions.js'
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
  /**
   * Names the answer: sha256 of the request body without its stream fields, the sample and the generation; of a conversation also of
   * what the user says later.
   */
  key: string
  /** Place among the answers of its subset (of a collection: among all of them); what EvalScope's files call index. */
  index: number
  /** Of a line of a collection: what the line says beside its prompt. */
  collected?: Collected
}

/** A line of a collection, as its answers' records carry it. */
export interface Collected {
  /** The line without its prompt, under EvalScope's keys. */
  info: Readonly<Record<string, unknown>>
  /** The files that the question was taken from, as far as the line tells. */
  dataSha256: readonly string[]
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
  collected?: Collected | undefined
  shots: readonly string[]
  client: Pick<Client, 'body'>
}

export function taskOf({ dataset, sample, generation, index, shots, client, collected }: TaskSource): Task {
  const messages = messagesOf(dataset, sample, shots)
  let key: string | null = null
  return {
    dataset,
    sample,
    generation,
    messages,
    // Worked out when it is wanted: the first request need not wait for the keys of all.
    get key() {
      key ??= taskKey({ dataset, sample, generation, messages, client, collected })
      return key
    },
    index,
    ...(collected && { collected }),
  }
}

function taskKey({
  dataset,
  sample,
  generation,
  messages,
  client,
  collected,
}: Omit<TaskSource, 'shots' | 'index'> & Pick<Task, 'messages'>) {
  const later = laterQuestions(dataset, sample)
  // A question that is asked within a collection and beside it is two: each has its place in its own files.
  const asked = {
    body: bodyOf(messages, client),
    sample: sample.id,
    generation,
    ...(collected && { collected: true }),
    ...(later.length > 0 && { later }),
  }
  return sha256(canonicalJson(asked))
}

/** Names the answer to one question of a conversation: the request holds all that was said before. */
export function requestKey({ sample, generation }: Task, messages: readonly Message[], client: Pick<Client, 'body'>): string {
  return sha256(canonicalJson({ body: bodyOf(messages, client), sample: sample.id, generation, within: true }))
}

export function messagesOf(
  { benchmark, settings }: Pick<LoadedDataset, 'benchmark' | 'settings'>,
  sample: Sample,
  shots: readonly string[],
): Message[] {
  const asked = sample.messages ?? benchmark.prompt(sample, { args: settings.args, shots })
  const { systemPrompt } = settings.args
  if (systemPrompt === null) return [...asked]
  return [{ role: 'system', content: systemPrompt }, ...asked.filter(message => message.role !== 'system')]
}

/** Whether an answer was streamed does not change it. */
function bodyOf(messages: readonly Message[], client: Pick<Client, 'body'>): Record<string, unknown> {
  const { stream: _stream, stream_options: _options, ...body } = client.body({ prompt: { kind: 'messages', messages: [...messages] } })
  return body
}
