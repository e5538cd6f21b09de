import { z } from 'zod'
import type { Message } from '../client/types.js'
import type { RandomPrompt, RandomRange } from './random-text.js'

/** What the text worker can be asked, with its answers. */
export interface TextCalls {
  count(texts: string[]): number[]
  countChat(messagesList: Message[][]): (number | null)[]
  randomPrompts(range: RandomRange): RandomPrompt[]
}

const textInfo = z.object({
  name: z.string(),
  /** True where the tokenizer has a chat template that takes a lone user message. */
  hasChatTemplate: z.boolean(),
  /** Tokens that the template adds to one user message. */
  templateTokens: z.number().nullable(),
  /** Why there is no usable template; null where there is one. */
  templateProblem: z.string().nullable(),
})

export type TextInfo = z.infer<typeof textInfo>

/** What comes back for each call, and first of all, unasked, as answer 0. */
export const answerSchemas = {
  started: textInfo,
  count: z.array(z.number()),
  countChat: z.array(z.number().nullable()),
  randomPrompts: z.array(z.object({ text: z.string(), tokens: z.number() })),
}

/** To the worker. */
export type TextQuestion = {
  [Call in keyof TextCalls]: { id: number; call: Call; argument: Parameters<TextCalls[Call]>[0] }
}[keyof TextCalls]

/** From the worker. */
export type TextAnswer = { id: number; result: unknown } | { id: number; error: SentError }

/** An error on its way between threads: structured cloning would lose its class and its hint. */
export interface SentError {
  /** The user can mend it. */
  user: boolean
  message: string
  hint?: string
  stack?: string
}
