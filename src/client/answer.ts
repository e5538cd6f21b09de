import { ChoiceBuilder } from './choice-builder.js'
import type { Choice, StreamPart, Usage } from './types.js'

export interface AnswerOptions {
  /** False: texts are counted and dropped; choices come out with empty texts. */
  keepText: boolean
  /** UTF-16 units of text that are kept; what goes beyond is counted and dropped. */
  maxCharacters: number
}

/** Puts the parts of one reply together, streamed or plain. */
export class AnswerBuilder {
  /** The service's own counts; where it sends several, the newest of each that is not null. */
  usage: Usage | null = null
  /** What the service said of its first failure. */
  error: string | null = null
  /** UTF-16 units of visible output so far, over all choices. */
  readonly characters = { content: 0, reasoning: 0, refusal: 0, toolCalls: 0 }
  /** More text came than is kept. */
  overflowed = false
  readonly #choices = new Map<number, ChoiceBuilder>()
  #kept = 0
  #current: ChoiceBuilder | null = null

  constructor(private readonly options: AnswerOptions) {}

  add(part: StreamPart): void {
    if (part.type === 'usage') this.usage = newest(this.usage, part.usage)
    else if (part.type === 'error') this.error ??= part.message
    else if (part.type === 'finish') this.#choice(part.choice).finish = part.reason
    else if (part.type === 'toolCall') {
      const length = (part.name?.length ?? 0) + (part.arguments?.length ?? 0)
      this.characters.toolCalls += length
      if (this.#hasRoom(length)) this.#choice(part.choice).addToolCall(part)
    } else {
      this.characters[part.type] += part.text.length
      if (this.#hasRoom(part.text.length)) this.#choice(part.choice).addText(part.type, part.text)
    }
  }

  /** True where as many choices as were asked for were seen, and each of them has its finish_reason. */
  finished(asked: number): boolean {
    if (this.#choices.size < asked) return false
    for (const choice of this.#choices.values()) if (choice.finish === null) return false
    return true
  }

  /** True once there was anything to show: content, reasoning, refusal or a tool call. */
  get hasOutput(): boolean {
    for (const choice of this.#choices.values()) if (choice.hasOutput) return true
    return false
  }

  /** What was said so far, by the choices' index. */
  choices(): Choice[] {
    return [...this.#choices.values()].sort((one, other) => one.index - other.index).map(choice => choice.build())
  }

  #hasRoom(length: number): boolean {
    if (!this.options.keepText) return true
    this.#kept += length
    this.overflowed ||= this.#kept > this.options.maxCharacters
    return !this.overflowed
  }

  #choice(index: number): ChoiceBuilder {
    if (this.#current?.index === index) return this.#current
    let choice = this.#choices.get(index)
    if (choice === undefined) {
      choice = new ChoiceBuilder(index, this.options.keepText)
      this.#choices.set(index, choice)
    }
    this.#current = choice
    return choice
  }
}

function newest(known: Usage | null, told: Usage): Usage {
  return {
    inputTokens: told.inputTokens ?? known?.inputTokens ?? null,
    outputTokens: told.outputTokens ?? known?.outputTokens ?? null,
    reasoningTokens: told.reasoningTokens ?? known?.reasoningTokens ?? null,
    cachedTokens: told.cachedTokens ?? known?.cachedTokens ?? null,
  }
}
