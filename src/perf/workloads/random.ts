import { UserError } from '../../lib/errors.js'
import type { RandomPrompt, RandomRange } from '../random-text.js'
import type { TextService } from '../text-service.js'
import type { WorkloadOptions } from './options.js'
import { readAhead } from './read-ahead.js'
import { textPrompt } from './text-prompt.js'
import type { ItemSource, WorkItem, Workload, WorkloadContext } from './types.js'

/**
 * Random words. Each prompt has exactly the drawn number of tokens when it is encoded again (within the chat template, where one is used),
 * no two begin alike, and item i is made from the seed and i alone.
 */
export const random: Workload = {
  title: 'random words of an exact length',
  needsTokenizer: true,
  open: async (options, context) => {
    if (context.text === null)
      throw new UserError(
        '--dataset random needs the tokenizer of the model.',
        'Give it with --tokenizer-path: a folder with tokenizer.json, a hub id in a local cache, or tiktoken:o200k_base.',
      )
    return new RandomSource(context.text, options, context)
  },
}

// What may be made before it is needed, and how much of that is waited for before a load begins.
const limits = { batch: 64, prompts: 1024, bytes: 64e6, firstBytes: 16e6 }

// Six letters and a space a token are more than common words have; only the order of magnitude matters.
const bytesPerToken = 7

class RandomSource implements ItemSource {
  readonly rows = null
  readonly notes: string[] = []
  private readonly lengths: Pick<RandomRange, 'min' | 'max'>

  constructor(
    private readonly text: TextService,
    private readonly options: WorkloadOptions,
    private readonly context: WorkloadContext,
  ) {
    const { name, templateTokens, templateProblem } = text.info()
    this.lengths = lengthsOf(options, name, context.chat ? (templateTokens ?? 0) : 0)
    if (context.chat && templateTokens === null)
      this.notes.push(`Lengths are of the prompts alone: the chat template of ${name} cannot be counted (${templateProblem ?? 'unknown'}).`)
    if (context.systemPrompt !== null)
      this.notes.push('The system prompt comes on top of the random prompts, whose lengths do not include it.')
  }

  items(from: number, count: number): AsyncIterable<WorkItem> {
    const size = (this.lengths.max + this.options.prefixLength) * bytesPerToken
    const batch = Math.max(1, Math.min(limits.batch, Math.floor(limits.bytes / 8 / size)))
    const held = Math.min(limits.prompts, limits.bytes / size)
    const first = Math.min(limits.prompts, limits.firstBytes / size)
    const batches = Math.ceil(count / batch)
    return readAhead({
      batches,
      held: Math.max(1, Math.floor(held / batch)),
      first: Math.max(1, Math.floor(first / batch)),
      read: at => this.batch(from + at * batch, Math.min(batch, count - at * batch)),
    })
  }

  // The text service belongs to whoever started it.
  async close(): Promise<void> {}

  private async batch(from: number, count: number): Promise<WorkItem[]> {
    const { seed, chat } = this.context
    const { prefixLength, datasetOffset } = this.options
    const prompts = await this.text.randomPrompts({ ...this.lengths, seed, chat, prefixLength, from: from + datasetOffset, count })
    const counts = await this.inputTokens(prompts)
    return prompts.map(({ text }, at) => ({
      index: from + at,
      request: { prompt: textPrompt(text, chat) },
      inputTokens: counts[at] ?? null,
    }))
  }

  private async inputTokens(prompts: RandomPrompt[]): Promise<(number | null)[]> {
    const { systemPrompt, chat } = this.context
    if (systemPrompt === null || !chat || !this.text.info().hasChatTemplate) return prompts.map(({ tokens }) => tokens)
    const system = { role: 'system', content: systemPrompt }
    return this.text.countChat(prompts.map(({ text }) => [system, { role: 'user', content: text }]))
  }
}

/** A lower limit of 0 is the option's default and means the shortest prompt there can be. */
function lengthsOf(
  { minPromptLength: min, maxPromptLength: max }: WorkloadOptions,
  name: string,
  template: number,
): { min: number; max: number } {
  const shortest = template + 1
  if (max < shortest) throw belowTemplate('--max-prompt-length', max, name, template)
  if (min !== 0 && min < shortest) throw belowTemplate('--min-prompt-length', min, name, template)
  return { min: Math.max(min, shortest), max }
}

function belowTemplate(option: string, asked: number, name: string, template: number): UserError {
  return new UserError(
    `${option} ${asked} leaves no room for a prompt: the chat template of ${name} takes ${template} tokens by itself.`,
    `Give at least ${option} ${template + 1}.`,
  )
}
