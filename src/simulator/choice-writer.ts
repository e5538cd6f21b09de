import { type Random, seededRandom } from '../lib/random.js'
import type { ExchangePlan, PlannedChoice } from './plan-exchange.js'
import { bareEvent, type PlannedEvent } from './planned-event.js'
import { vocabulary } from './vocabulary.js'

/** Writes one choice of an answer, a few words at a time, and then its finish. */
export class ChoiceWriter {
  sent = 0
  finished = false
  readonly #random: Random
  #opened = false

  constructor(
    plan: ExchangePlan,
    readonly choice: PlannedChoice,
    readonly index: number,
  ) {
    this.#random = seededRandom(plan.seed, plan.number, index + 1)
  }

  role(): PlannedEvent {
    return { ...bareEvent('role'), choice: this.index, opensChoice: this.#opens(), opensKind: true }
  }

  /** At most `size` tokens. The finish comes with the last token where the limit cut the answer, else one step after it. */
  step(size: number): PlannedEvent[] {
    if (this.finished) return []
    const events = this.sent < this.choice.tokens ? [this.#tokens(size)] : []
    if (this.sent < this.choice.tokens || (events.length > 0 && this.choice.finish !== 'length')) return events
    this.finished = true
    events.push({ ...bareEvent('finish'), choice: this.index, opensChoice: this.#opens(), finish: this.choice.finish })
    return events
  }

  #tokens(size: number): PlannedEvent {
    const { tokens, reasoningTokens, toolCall } = this.choice
    const reasoning = this.sent < reasoningTokens
    const opensKind = this.sent === 0 || this.sent === reasoningTokens
    const count = Math.min(size, (reasoning ? reasoningTokens : tokens) - this.sent)
    const kind = reasoning ? 'reasoning' : toolCall ? 'tool' : 'content'
    const words = this.choice.pieces?.slice(this.sent, this.sent + count).join('') ?? this.#words(count, opensKind)
    this.sent += count
    const text = kind === 'tool' ? this.#argumentsAround(words, opensKind) : words
    return { ...bareEvent(kind), choice: this.index, text, tokens: count, opensChoice: this.#opens(), opensKind }
  }

  #words(count: number, first: boolean): string {
    let text = ''
    for (let word = 0; word < count; word++) {
      if (!first || word > 0) text += ' '
      text += vocabulary[Math.floor(this.#random() * vocabulary.length)] ?? ''
    }
    return text
  }

  /** Arguments that a token limit cut stay open, as a real model leaves them. */
  #argumentsAround(words: string, first: boolean): string {
    const closes = this.sent === this.choice.tokens && this.choice.finish === 'tool_calls'
    return `${first ? '{"query": "' : ''}${words}${closes ? '"}' : ''}`
  }

  #opens(): boolean {
    const opens = !this.#opened
    this.#opened = true
    return opens
  }
}
