import { strip } from '../python-text.js'

/** A token of a line as Punkt sees it. */
export interface PunktToken {
  text: string
  /** Lower case; numbers are all `##number##`. */
  type: string
  endsInPeriod: boolean
  /** Decided by the type alone at first, then again by the token after it. */
  sentenceBreak: boolean
  abbreviation: boolean
  ellipsis: boolean
}

export const NUMBER = '##number##'

/** Signs of which no word holds one, and with which a word ends. */
export const NO_WORD = `[)";}\\]*:@'({[\u2018\u2019\u201c\u201d\u00ab\u00bb?!]`
const SEVERAL = '(?:-{2,}|\\.{2,}|(?:\\.\\p{White_Space}){2,}\\.)'
const NO_BEGIN = '[("`{[:;&#*@)}\\]\\-,]'
const WORD_END = `(?=\\p{White_Space}|$|${NO_WORD}|${SEVERAL}|,(?=$|\\p{White_Space}|${NO_WORD}|${SEVERAL}))`

/** Dashes or dots in a row; a word with its periods; any other sign. */
const TOKEN = new RegExp(`${SEVERAL}|(?!${NO_BEGIN})\\P{White_Space}+?${WORD_END}|\\P{White_Space}`, 'gu')

const NUMERIC = /^-?[.,]?\p{Nd}[\p{Nd},.-]*\.?$/u

export function punktTokens(text: string): PunktToken[] {
  const lines = text.split('\n').filter(line => strip(line) !== '')
  return lines.flatMap(line => (line.match(TOKEN) ?? []).map(toToken))
}

function toToken(text: string): PunktToken {
  const lower = text.toLowerCase()
  return {
    text,
    type: NUMERIC.test(lower) ? NUMBER : lower,
    endsInPeriod: text.endsWith('.'),
    sentenceBreak: false,
    abbreviation: false,
    ellipsis: false,
  }
}

/** The type without a final period. */
export function withoutPeriod({ type }: PunktToken): string {
  return type.length > 1 && type.endsWith('.') ? type.slice(0, -1) : type
}
