import type { Token } from './lexer.js'
import { shortUnits } from './short-units.js'
import { commandAliases, functionNames, plainCommands } from './words.js'

/** Small words that are never letters side by side. */
const smallWords = /^(?:all|an|any|at|by|for|if|no|none|not|of|one|out|per|six|ten|the|dne|two|yes|odd|even|true)$/i
/** Words that tie a condition to a value, with nothing of their own to say. */
const conditional = /^(?:where|with|for)(?: (?:all|any|some|every|each))?$/i

/** Words that stand for a sign; some only after a value, some only after none. */
const joining: Readonly<Record<string, { mark: string; after: boolean | null }>> = {
  and: { mark: ',', after: null },
  or: { mark: 'or', after: null },
  in: { mark: '∈', after: false },
  is: { mark: '=', after: false },
  are: { mark: '=', after: false },
  to: { mark: ':', after: true },
}

/** What a word of plain text stands for, or null where it is a word like others, or letters. */
export function wordMeaning(word: string, afterValue: boolean, spaced: boolean): [Token['type'], string] | null {
  if (/^(percent|percentage|pct)$/i.test(word)) return ['mark', '%']
  if (/^degrees?$/i.test(word)) return ['command', 'degree']
  const sign = Object.hasOwn(joining, word) ? joining[word] : undefined
  if (sign !== undefined && (sign.after === null || (spaced && sign.after === afterValue))) return ['mark', sign.mark]
  if (Object.hasOwn(plainCommands, word)) return ['command', plainCommands[word] ?? word]
  return functionNames.has(word) && !(afterValue && shortUnits.has(word)) ? ['command', commandAliases[word] ?? word] : null
}

/** A run of letters that is a word, and not letters side by side: long, or a unit right after a value, or among other words. */
export function isProse(word: string, afterValue: boolean, amongWords: boolean): boolean {
  if (word.length === 1) return false
  if (amongWords || smallWords.test(word)) return true
  if (afterValue && shortUnits.has(word)) return true
  const inOrder = [...word].every((letter, index) => index === 0 || letter > word.charAt(index - 1))
  return word.length > 3 && !inOrder && !/^[A-Z]+$/.test(word)
}

/** `IV`, `II`: a Roman number where it stands alone among separators, so that the order of its letters counts. */
export function isRomanNumber(word: string, before: Token | undefined, rest: string): boolean {
  return /^[IVX]{2,}$/.test(word) && (before === undefined || /^[,;(]$|^or$/.test(before.text)) && /^\s*(?:$|[,;.)]|and\b|or\b)/.test(rest)
}

/** The separator that a word or text in type is, or null. */
export function separatorIn(words: string): ',' | 'or' | null {
  const bare = words.replace(/^[,;.:]\s*|\s*[,;:]$/g, '').trim()
  if (/^(?:or|或|或者)$/i.test(bare)) return 'or'
  return bare === '' || /^(?:and|和|与|及|以及|且)$/i.test(bare) || conditional.test(bare) ? ',' : null
}
