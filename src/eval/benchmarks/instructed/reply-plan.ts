/** What a reply has to hold so that it keeps its instructions. */
export interface ReplyPlan {
  language: string
  atLeastWords: number
  atLeastSentences: number
  /** One sentence is written where few words or sentences are allowed. */
  short: boolean
  /** Put into the text as they are. */
  inserted: string[]
  /** Texts that may not stand in it, lower case. */
  avoided: string[]
  bullets: number
  sections: { splitter: string; count: number } | null
  /** Parts with `***` between them. */
  parts: number
  /** Paragraphs with a blank line between them, and the word with which the nth begins. */
  paragraphs: { count: number; nth: number; word: string } | null
  /** Lines before and after the text. */
  opening: string[]
  closing: string[]
  twice: boolean
  /** Done to the whole text, in this order. */
  finish: ((text: string) => string)[]
}

export const emptyPlan = (): ReplyPlan => ({
  language: 'en',
  atLeastWords: 0,
  atLeastSentences: 0,
  short: false,
  inserted: [],
  avoided: [],
  bullets: 0,
  sections: null,
  parts: 1,
  paragraphs: null,
  opening: [],
  closing: [],
  twice: false,
  finish: [],
})
