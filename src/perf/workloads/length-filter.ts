import type { Prompt } from '../../client/types.js'
import type { WorkloadOptions } from './options.js'
import { characterLength, tokenLengths } from './prompt-length.js'
import { partsOf } from './prompt-parts.js'
import type { WorkloadContext } from './types.js'

const batchSize = 64

/** A row within the limits, with its length in tokens; null without a tokenizer, or where it cannot be counted. */
export interface FoundRow {
  row: number
  tokens: number | null
}

/**
 * Finds the rows whose length is within the limits, in their order, looking no further than it must. Rows that cannot be counted
 * pass. Keeps two numbers a row.
 */
export class LengthFilter {
  readonly unit: 'tokens' | 'characters'
  /** Lengths seen so far; null before the first. */
  shortest: number | null = null
  longest: number | null = null
  private readonly foundRows: FoundRow[] = []
  private looked = 0
  private tooShort = 0
  private tooLong = 0
  private uncounted = 0
  private looking: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly size: number,
    private readonly promptAt: (row: number) => Promise<Prompt>,
    private readonly limits: Pick<WorkloadOptions, 'minPromptLength' | 'maxPromptLength'>,
    private readonly context: Pick<WorkloadContext, 'text' | 'chat'>,
  ) {
    this.unit = context.text === null ? 'characters' : 'tokens'
  }

  /** True when every row was looked at. */
  get complete(): boolean {
    return this.looked === this.size
  }

  get found(): number {
    return this.foundRows.length
  }

  /** Looks on until `count` rows were found, or no more are there; answers how many there are. */
  find(count: number): Promise<number> {
    const looking = this.looking.then(async () => {
      while (this.found < count && !this.complete) await this.lookOn()
      return this.found
    })
    this.looking = looking.catch(() => undefined)
    return looking
  }

  at(place: number): FoundRow {
    const row = this.foundRows[place]
    if (row === undefined) throw new RangeError(`Row ${place} was not looked for.`)
    return row
  }

  notes(name: string): string[] {
    const { tooShort, tooLong, uncounted, unit } = this
    const { minPromptLength, maxPromptLength } = this.limits
    const seen = this.complete ? `${this.size} rows` : `the first ${this.looked} rows`
    const notes: string[] = []
    if (tooShort > 0) notes.push(`${tooShort} of ${seen} of ${name} left out: shorter than ${minPromptLength} ${unit}.`)
    if (tooLong > 0) notes.push(`${tooLong} of ${seen} of ${name} left out: longer than ${maxPromptLength} ${unit}.`)
    if (uncounted > 0) notes.push(`${uncounted} of ${seen} of ${name} used without a length check: they cannot be counted.`)
    return notes
  }

  private async lookOn(): Promise<void> {
    const from = this.looked
    const rows = Array.from({ length: Math.min(batchSize, this.size - from) }, (_, place) => from + place)
    const prompts = await Promise.all(rows.map(row => this.promptAt(row)))
    const lengths = await this.lengths(prompts)
    for (const row of rows) this.judge(row, lengths[row - from] ?? null)
    this.looked += rows.length
  }

  /** A system prompt is the client's, and not measured against the limits. */
  private async lengths(prompts: Prompt[]): Promise<(number | null)[]> {
    const { text, chat } = this.context
    const parts = prompts.map(prompt => partsOf(prompt, chat, null))
    return text === null ? parts.map(characterLength) : tokenLengths(parts, text)
  }

  private judge(row: number, length: number | null): void {
    if (length === null) this.uncounted++
    else {
      this.shortest = Math.min(this.shortest ?? length, length)
      this.longest = Math.max(this.longest ?? length, length)
      if (length < this.limits.minPromptLength) return void this.tooShort++
      if (length > this.limits.maxPromptLength) return void this.tooLong++
    }
    this.foundRows.push({ row, tokens: this.unit === 'tokens' ? length : null })
  }
}
