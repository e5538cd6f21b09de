import type { Choice, StreamPart } from './types.js'

type ToolCallPart = Extract<StreamPart, { type: 'toolCall' }>

interface OpenToolCall {
  id: string
  name: string
  arguments: string[]
}

/** One choice that is being received. Text is kept in pieces and joined once. */
export class ChoiceBuilder {
  finish: string | null = null
  hasOutput = false
  readonly #texts: Record<'content' | 'reasoning' | 'refusal', string[]> = { content: [], reasoning: [], refusal: [] }
  readonly #calls: OpenToolCall[] = []
  readonly #openCalls = new Map<number, OpenToolCall>()

  constructor(
    readonly index: number,
    private readonly keepText: boolean,
  ) {}

  addText(kind: 'content' | 'reasoning' | 'refusal', text: string): void {
    this.hasOutput = true
    if (this.keepText) this.#texts[kind].push(text)
  }

  addToolCall(part: ToolCallPart): void {
    this.hasOutput = true
    if (!this.keepText) return
    const call = this.#openCall(part)
    if (part.id !== undefined && call.id === '') call.id = part.id
    if (part.name !== undefined && call.name !== part.name) call.name += part.name
    if (part.arguments !== undefined) call.arguments.push(part.arguments)
  }

  build(): Choice {
    const { content, reasoning, refusal } = this.#texts
    return {
      content: content.join(''),
      reasoning: reasoning.join(''),
      refusal: refusal.join(''),
      toolCalls: this.#calls.map(call => ({ id: call.id, name: call.name, arguments: call.arguments.join('') })),
      finish: this.finish,
    }
  }

  /** The call that a part belongs to. A name with another id opens a new call: some services number all of them 0. */
  #openCall({ index, id, name }: ToolCallPart): OpenToolCall {
    const open = this.#openCalls.get(index)
    const isAnother = open !== undefined && id !== undefined && name !== undefined && open.id !== '' && open.id !== id
    if (open !== undefined && !isAnother) return open
    const call: OpenToolCall = { id: '', name: '', arguments: [] }
    this.#calls.push(call)
    this.#openCalls.set(index, call)
    return call
  }
}
