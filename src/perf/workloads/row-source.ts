import type { Prompt } from '../../client/types.js'
import { RowStore } from '../../data/local/row-store.js'
import { UserError } from '../../lib/errors.js'
import { LengthFilter } from './length-filter.js'
import type { WorkloadOptions } from './options.js'
import { tokenLengths } from './prompt-length.js'
import { partsOf } from './prompt-parts.js'
import { readAhead } from './read-ahead.js'
import type { ItemSource, WorkItem, WorkloadContext } from './types.js'

export interface RowFile {
  /** What messages call it: the file's path, or `the built-in prompts`. */
  name: string
  /** Every row; invalid ones throw a UserError that names the line. */
  rows: AsyncIterable<string> | Iterable<string>
  toPrompt(row: string): Prompt
  /** False where --dataset-path has no say. */
  readsPath: boolean
  /** Where the file came from, if that is worth a line in the report. */
  notes?: readonly string[]
}

/**
 * Items from rows: item i is row (offset + i) mod rows, of those within the length limits. All rows are read (and checked) at once
 * and kept in a RowStore; they are measured in batches and only as far as items are asked for, so a long file costs no long wait.
 *
 * @throws UserError where there is no row, or none within the limits.
 */
export async function openRows(file: RowFile, options: WorkloadOptions, context: WorkloadContext): Promise<ItemSource> {
  const store = new RowStore()
  try {
    for await (const row of file.rows) await store.add(row)
    await store.seal()
    if (store.size === 0) throw new UserError(`${file.name} has no prompts.`, 'Give a file with at least one row.')
    const promptAt = async (row: number): Promise<Prompt> => file.toPrompt(await store.get(row))
    const filter = new LengthFilter(store.size, promptAt, options, context)
    if ((await filter.find(1)) === 0) throw nothingLeft(file.name, filter, options)
    return new RowSource(file, store, filter, promptAt, options, context)
  } catch (error) {
    await store.close()
    throw error
  }
}

function nothingLeft(name: string, filter: LengthFilter, { minPromptLength, maxPromptLength }: WorkloadOptions): UserError {
  const found = filter.shortest === null ? '' : `, but its prompts have ${filter.shortest} to ${filter.longest}`
  return new UserError(
    `No prompt of ${name} is between ${minPromptLength} and ${maxPromptLength} ${filter.unit} long${found}.`,
    'Change --min-prompt-length or --max-prompt-length.',
  )
}

const batchSize = 64

class RowSource implements ItemSource {
  private asked = 0

  constructor(
    private readonly file: RowFile,
    private readonly store: RowStore,
    private readonly filter: LengthFilter,
    private readonly promptAt: (row: number) => Promise<Prompt>,
    private readonly options: WorkloadOptions,
    private readonly context: WorkloadContext,
  ) {}

  get rows(): number | null {
    return this.filter.complete ? this.filter.found : null
  }

  get notes(): string[] {
    const { file, filter, asked, options, context } = this
    const notes = [...(file.notes ?? []), ...filter.notes(file.name)]
    if (filter.complete && asked > filter.found) notes.push(cycledNote(asked, filter.found, file.name))
    if (!file.readsPath && options.datasetPath !== undefined) notes.push(`--dataset-path was not read: ${file.name} took its place.`)
    if (context.chat && context.text?.info().hasChatTemplate === false)
      notes.push(`Input tokens were counted without a chat template: ${context.text.info().name} has none that can be used.`)
    if (options.prefixLength > 0) notes.push('--prefix-length applies to --dataset random only; no prefix was added.')
    return notes
  }

  items(from: number, count: number): AsyncIterable<WorkItem> {
    const read = (batch: number): Promise<WorkItem[]> =>
      this.batch(from + batch * batchSize, Math.min(batchSize, count - batch * batchSize))
    return this.counted(readAhead({ batches: Math.ceil(count / batchSize), held: 2, first: 1, read }))
  }

  close(): Promise<void> {
    return this.store.close()
  }

  /** The next batch is prepared while one is used, so only what was really taken is counted. */
  private async *counted(items: AsyncIterable<WorkItem>): AsyncGenerator<WorkItem> {
    for await (const item of items) {
      this.asked = Math.max(this.asked, item.index + 1)
      yield item
    }
  }

  private async batch(from: number, count: number): Promise<WorkItem[]> {
    const first = this.options.datasetOffset + from
    const found = await this.filter.find(first + count)
    const rows = Array.from({ length: count }, (_, place) => this.filter.at((first + place) % found))
    const prompts = await Promise.all(rows.map(({ row }) => this.promptAt(row)))
    const tokens = (await this.withSystem(prompts)) ?? rows.map(row => row.tokens)
    return prompts.map((prompt, place) => ({ index: from + place, request: { prompt }, inputTokens: tokens[place] ?? null }))
  }

  /** Tokens with the system prompt; null where there is none, so that the filter's counts stand. */
  private async withSystem(prompts: Prompt[]): Promise<(number | null)[] | null> {
    const { text, chat, systemPrompt } = this.context
    if (text === null || systemPrompt === null) return null
    return tokenLengths(
      prompts.map(prompt => partsOf(prompt, chat, systemPrompt)),
      text,
    )
  }
}

function cycledNote(asked: number, rows: number, name: string): string {
  const had = rows === 1 ? 'only one row' : `only ${rows} rows`
  return `The rows were cycled: ${name} had ${had} for ${asked} requests, so prompts repeat and the service may answer them from a prefix cache.`
}
