/** A message as a chat template reads it; content is text, or a list of parts. */
export interface ChatMessage {
  role: string
  content: unknown
}

/** Text to token ids and back, for one model. Synchronous and busy: never call it on the thread that takes moments of a load. */
export interface Tokenizer {
  /** A model id, an encoding's name, or the folder's name. */
  readonly name: string
  /** Tokens of a user's text: none is added, and a special token's name in it counts as ordinary text. */
  count(text: string): number
  /** The ids that `count` counts. */
  encode(text: string): number[]
  decode(ids: number[]): string
  /** True where a chat template was found and could be read. */
  readonly hasChatTemplate: boolean
  /**
   * Tokens of the whole prompt as a service makes it: the template with the generation prompt, special tokens in it being themselves.
   * Null without a template, and where it refuses these messages or they hold more than text; `templateProblem` then says why.
   */
  countChat(messages: readonly ChatMessage[]): number | null
  /** Why the template could not be read, or why `countChat` last gave null. */
  readonly templateProblem: string | null
  /** Ids that text may be made of, the most common first: no special or added token, no single byte. */
  ordinaryIds(): Iterable<number>
}
