import type { Tokenizer } from '../tokenizer/types.js'

/** Words of which texts are made whose length in tokens is known beforehand. */
export interface WordList {
  /** Between two words: a space, or nothing for tokenizers that have no token for a word after a space. */
  separator: string
  /** Each is one token within a text, the most common first. */
  words: string[]
  /** Those that are one token at the beginning of a text as well; all words where there is none. */
  starters: string[]
}

// Enough that texts differ, few enough that a tokenizer's cache of words holds them all.
const wordLimit = 8192
const groupSize = 64

/** The same list for the same tokenizer, always. Takes a few tenths of a second for a large vocabulary. */
export function stableWords(tokenizer: Tokenizer): WordList {
  const separator = take(candidates(tokenizer, ' '), 1).length > 0 ? ' ' : ''
  const words = take(stable(tokenizer, candidates(tokenizer, separator), separator), wordLimit)
  const starters = words.filter(word => tokenizer.count(word) === 1)
  return { separator, words, starters: starters.length > 0 ? starters : words }
}

/** Texts of single ids that are letters only and that are decoded with the separator before them. */
function* candidates(tokenizer: Tokenizer, separator: string): Iterable<string> {
  const anchor = tokenizer.encode('a')
  const before = tokenizer.decode(anchor) + separator
  const seen = new Set<string>()
  for (const id of tokenizer.ordinaryIds()) {
    const text = tokenizer.decode([...anchor, id])
    const word = text.slice(before.length)
    if (!text.startsWith(before) || !/^\p{L}[\p{L}\p{M}]*$/u.test(word) || seen.has(word)) continue
    seen.add(word)
    yield word
  }
}

/** Those that are one token after another word: most are, so that groups are tried first and only a failing one is looked into. */
function* stable(tokenizer: Tokenizer, words: Iterable<string>, separator: string): Iterable<string> {
  const alone = tokenizer.count('a')
  const asLongAs = (group: string[]) => tokenizer.count(['a', ...group].join(separator)) === alone + group.length
  for (const group of groupsOf(words, groupSize)) yield* asLongAs(group) ? group : group.filter(word => asLongAs([word]))
}

function* groupsOf<Value>(values: Iterable<Value>, size: number): Iterable<Value[]> {
  let group: Value[] = []
  for (const value of values) {
    group.push(value)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

function take<Value>(values: Iterable<Value>, limit: number): Value[] {
  const taken: Value[] = []
  for (const value of values) {
    taken.push(value)
    if (taken.length === limit) break
  }
  return taken
}
