import { sentences } from './sentences.js'

/** Words and signs of an English text as NLTK 3.10 parts them (`word_tokenize`): sentence by sentence, in the manner of the Penn Treebank. */
export function wordTokens(text: string): string[] {
  return sentences(text).flatMap(treebankTokens)
}

type Rewriting = readonly [RegExp, string]

const W = '[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]'
const CLITIC = `(?:re|ve|ll|m|t|s|d|n)(?!${W})`

/** Quotes that open become two back-ticks. */
const openingQuotes: readonly Rewriting[] = [
  [/[«“‘„]|`+/gu, ' $& '],
  [/^"/u, '``'],
  [/``/gu, ' `` '],
  [/([ ([{<])(?:"|'{2})/gu, '$1 `` '],
  [new RegExp(`(?<!${W})'(?!${CLITIC})(?=${W})`, 'giu'), "' "],
]

const beforeFinalPeriod: readonly Rewriting[] = []

const punctuation: readonly Rewriting[] = [
  [/([:,])([^\p{Nd}])/gu, ' $1 $2'],
  [/([:,])(?=\n?$)/gu, ' $1 '],
  [/\.{2,}/gu, ' $& '],
  [/[;@#$%&]/gu, ' $& '],
  [/[\u2012-\u2015]/gu, ' $& '],
]

/** Everything that is parted off after the final period. */
const afterFinalPeriod: readonly Rewriting[] = [
  [/[?!]/gu, ' $& '],
  [/([^'])' /gu, "$1 ' "],
  [/[*]/gu, ' $& '],
  [/[\][(){}<>]/gu, ' $& '],
  [/--/gu, ' -- '],
]

const closingQuotes: readonly Rewriting[] = [
  [/[»”’]/gu, ' $& '],
  [/''/gu, " '' "],
  [/"/gu, " '' "],
  [/\p{White_Space}+/gu, ' '],
  [/([^' ])('[sS]|'[mM]|'[dD]|') /gu, '$1 $2 '],
  [/([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) /gu, '$1 $2 '],
]
