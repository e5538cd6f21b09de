import { BLANK, splitBlanks, stripEnd, WORD } from '../python-text.js'
import { sentences } from './sentences.js'

/**
 * Words and signs of an English text as NLTK 3.10 parts them (`word_tokenize`): sentence by sentence, by the conventions of the Penn
 * Treebank (after Robert MacIntyre's script of 1995), to which NLTK adds typographic quotes and dashes.
 */
export function wordTokens(text: string): string[] {
  return sentences(text).flatMap(treebankTokens)
}

function treebankTokens(sentence: string): string[] {
  const opened = rewrite(sentence, openingQuotes)
  const signs = rewrite(partFinalPeriod(opened), punctuation)
  return splitBlanks(rewrite(` ${signs} `, [...closingQuotes, ...contractions]))
}

type Rewriting = readonly [pattern: RegExp, replacement: string]

function rewrite(text: string, rewritings: readonly Rewriting[]): string {
  return rewritings.reduce((rewritten, [pattern, replacement]) => rewritten.replace(pattern, replacement), text)
}

const LETTER = '[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]'

/** Quotes that open become two back-ticks; one before a word is parted off, unless the word is the tail of a contraction. */
const openingQuotes: readonly Rewriting[] = [
  [/[«“‘„]|`+/gu, ' $& '],
  [/^"/u, '``'],
  [/``/gu, ' `` '],
  [/([ ([{<])(?:"|'{2})/gu, '$1 `` '],
  [new RegExp(`(?<!${LETTER})'(?!(?:re|ve|ll|m|t|s|d|n)(?!${LETTER}))(?=${LETTER})`, 'giu'), "' "],
]

const CLOSING = new Set([...'])}>"\'»”’ '])

/** A period ends the sentence where nothing but closing signs follows it; of several in a row none does. */
function partFinalPeriod(sentence: string): string {
  const text = stripEnd(sentence)
  let after = text.length
  while (CLOSING.has(text.charAt(after - 1))) after--
  if (after < 2 || text.charAt(after - 1) !== '.' || text.charAt(after - 2) === '.') return sentence
  return `${text.slice(0, after - 1)} . ${text.slice(after)} `
}

const punctuation: readonly Rewriting[] = [
  [/([:,])(\P{Nd})/gu, ' $1 $2'],
  [/([:,])$/gu, ' $1 '],
  [/\.{2,}/gu, ' $& '],
  [/[;@#$%&\u2012-\u2015?!]/gu, ' $& '],
  [/([^'])' /gu, "$1 ' "],
  [/[*\][(){}<>]|--/gu, ' $& '],
]

const closingQuotes: readonly Rewriting[] = [
  [/[»”’]/gu, ' $& '],
  [/''|"/gu, " '' "],
  [/\p{White_Space}+/gu, ' '],
  [/([^' ])('[sSmMdD]|') /gu, '$1 $2 '],
  [/([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) /gu, '$1 $2 '],
]

/** Words that are two. */
const PAIRS = ['can not', "d 'ye", 'gim me', 'gon na', 'got ta', 'lem me', "more 'n"]

const contractions: readonly Rewriting[] = [
  ...PAIRS.map(pair => pair.split(' ').map(part => `(${part})`)).map(
    (parts): Rewriting => [new RegExp(`(?<!${WORD})${parts.join('')}(?!${WORD})`, 'giu'), ' $1 $2 '],
  ),
  [new RegExp(`(?<!${WORD})(wan)(na)(?=${BLANK})`, 'giu'), ' $1 $2 '],
  [new RegExp(` ('t)(is|was)(?!${WORD})`, 'giu'), ' $1 $2 '],
]
