import { englishParameters, orthography, pair } from './parameters.js'
import { NUMBER, type PunktToken, punktTokens, withoutPeriod } from './tokens.js'

/**
 * Whether a sentence ends within a short text: Punkt's decision (Kiss and Strunk 2006, "Unsupervised Multilingual Sentence Boundary
 * Detection", section 4) on every token but the last.
 */
export function breaksWithin(text: string): boolean {
  const tokens = punktTokens(text)
  for (const token of tokens) decideByType(token)
  for (const [place, token] of tokens.entries()) {
    const next = tokens[place + 1]
    if (next === undefined) return false
    if (token.endsInPeriod) decideByNext(token, next)
    if (token.sentenceBreak) return true
  }
  return false
}

/** First pass: a known abbreviation or an ellipsis is no end; any other period, and `?` and `!`, are. */
function decideByType(token: PunktToken): void {
  const { text } = token
  if (/^[.?!]$/.test(text)) token.sentenceBreak = true
  else if (/^\.{2,}$/.test(text)) token.ellipsis = true
  else if (token.endsInPeriod && !text.endsWith('..')) {
    token.abbreviation = isAbbreviation(text.slice(0, -1).toLowerCase())
    token.sentenceBreak = !token.abbreviation
  }
}

function isAbbreviation(word: string): boolean {
  const { abbreviations } = englishParameters()
  return abbreviations.has(word) || abbreviations.has(word.slice(word.lastIndexOf('-') + 1))
}

/** A letter and a period. */
const INITIAL = /^[\p{Alphabetic}\p{M}\p{Pc}\p{Join_Control}]\.$/u

/** Second pass, for a token that ends in a period. */
function decideByNext(token: PunktToken, next: PunktToken): void {
  const { collocations, sentenceStarters, seen } = englishParameters()
  const nextType = typeAfterBreak(next)
  if (collocations.has(pair(withoutPeriod(token), nextType))) return markAbbreviation(token)
  const initial = INITIAL.test(token.text)
  const starts = startsSentence(next)
  if ((token.abbreviation || token.ellipsis) && !initial && (starts === 'yes' || (isUpper(next) && sentenceStarters.has(nextType)))) {
    token.sentenceBreak = true
    return
  }
  if (!initial && withoutPeriod(token) !== NUMBER) return
  const alwaysUpper = isUpper(next) && ((seen.get(nextType) ?? 0) & orthography.lower) === 0
  if (starts === 'no' || (starts === 'unknown' && initial && alwaysUpper)) markAbbreviation(token)
}

function markAbbreviation(token: PunktToken): void {
  token.sentenceBreak = false
  token.abbreviation = true
}

/** Whether a word begins a sentence, by its case and by how it was seen elsewhere. */
function startsSentence(token: PunktToken): 'yes' | 'no' | 'unknown' {
  if (/^[;:,.!?]$/.test(token.text)) return 'no'
  const seen = englishParameters().seen.get(typeAfterBreak(token)) ?? 0
  if (isUpper(token) && (seen & orthography.lower) !== 0 && (seen & orthography.middleUpper) === 0) return 'yes'
  if (isLower(token) && ((seen & orthography.upper) !== 0 || (seen & orthography.beginLower) === 0)) return 'no'
  return 'unknown'
}

/** A final period is no part of the type where it ends a sentence. */
function typeAfterBreak(token: PunktToken): string {
  return token.sentenceBreak ? withoutPeriod(token) : token.type
}

const isUpper = ({ text }: PunktToken): boolean => /^\p{Uppercase}/u.test(text)

const isLower = ({ text }: PunktToken): boolean => /^\p{Lowercase}/u.test(text)
