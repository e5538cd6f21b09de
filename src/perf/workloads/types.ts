import type { ModelRequest } from '../../client/types.js'
import type { DataSettings } from '../../data/types.js'
import type { TextService } from '../text-service.js'
import type { WorkloadOptions } from './options.js'

/** One request to send; the index runs on over the whole sweep, warm-up included. */
export interface WorkItem {
  index: number
  request: ModelRequest
  /** Counted by our tokenizer (with the chat template where it has one), else null. */
  inputTokens: number | null
}

export interface ItemSource {
  /** Items `from` to `from + count - 1`: always that many, and the same item for the same index. */
  items(from: number, count: number): AsyncIterable<WorkItem>
  /** Rows within the length limits, each of which is used once before any is used again; null where endless, or while not all rows have been measured. */
  readonly rows: number | null
  /** Plain sentences for the report: what was left out, what was repeated. They grow with the items that were asked for. */
  readonly notes: string[]
  close(): Promise<void>
}

export interface WorkloadContext {
  seed: number
  /** Prompts go out as messages. */
  chat: boolean
  /** Counts tokens; null without a tokenizer. */
  text: TextService | null
  /** Relative paths start here. */
  cwd: string
  /** How a published dataset is fetched where no path is given. */
  data: DataSettings
  /** What the client puts before every conversation; counted here, added there. */
  systemPrompt: string | null
}

/** A kind of prompts to send. */
export interface Workload {
  title: string
  needsTokenizer?: boolean
  /** @throws UserError for a file that is missing, unreadable or wrong, and where no row is within the length limits. */
  open(options: WorkloadOptions, context: WorkloadContext): Promise<ItemSource>
}
