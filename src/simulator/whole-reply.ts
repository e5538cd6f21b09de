import type { SimulatorOptions } from './options.js'
import type { FinishReason } from './plan-exchange.js'
import type { PlannedEvent } from './planned-event.js'
import type { SimulatedRequest } from './read-request.js'
import { type ReplyIdentity, type TokenCounts, toolCallId, usage } from './wire-form.js'

/** Gathers the events of an answer that is sent in one piece. */
export class WholeReply {
  readonly #texts: ChoiceText[]

  constructor(
    readonly identity: ReplyIdentity,
    readonly request: SimulatedRequest,
    readonly options: SimulatorOptions,
  ) {
    this.#texts = Array.from({ length: request.choices }, () => ({ reasoning: '', content: '', tool: '', finish: null }))
  }

  add(event: PlannedEvent): void {
    const text = this.#texts[event.choice]
    if (text === undefined) return
    if (event.kind === 'finish') text.finish = event.finish
    else if (event.kind === 'content' || event.kind === 'reasoning' || event.kind === 'tool') text[event.kind] += event.text
  }

  /** The JSON body of the reply, after OpenAI's published form. */
  body(counts: TokenCounts): string {
    const { identity, request, options } = this
    const choices = this.#texts.map((text, index) => ({
      index,
      ...(request.endpoint === 'chat' ? { message: this.#message(text, index) } : { text: text.content }),
      logprobs: null,
      finish_reason: text.finish,
    }))
    const object = request.endpoint === 'chat' ? 'chat.completion' : 'text_completion'
    const reply = { id: identity.id, object, created: identity.created, model: request.model, choices }
    return JSON.stringify(options.usage ? { ...reply, usage: usage(counts) } : reply)
  }

  #message(text: ChoiceText, index: number): Record<string, unknown> {
    const call = {
      id: toolCallId(this.identity.id, index),
      type: 'function',
      function: { name: this.request.toolName, arguments: text.tool },
    }
    return {
      role: 'assistant',
      content: text.tool === '' ? text.content : null,
      refusal: null,
      ...(text.reasoning === '' ? {} : { [this.options.reasoningField]: text.reasoning }),
      ...(text.tool === '' ? {} : { tool_calls: [call] }),
    }
  }
}

interface ChoiceText {
  reasoning: string
  content: string
  tool: string
  finish: FinishReason | null
}
