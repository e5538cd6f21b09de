import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { z } from 'zod'

/** What Punkt has learned of a language: lower-case word types, without a final period. */
export interface PunktParameters {
  abbreviations: ReadonlySet<string>
  /** Words that often begin a sentence. */
  sentenceStarters: ReadonlySet<string>
  /** Pairs with a period between them that ends no sentence: `j aron`. */
  collocations: ReadonlySet<string>
  /** Where a word was seen with which case: bits of `orthography`. */
  seen: ReadonlyMap<string, number>
}

/** Bits of where a word was seen, as punkt_tab has them. */
const BEGIN_UPPER = 2
const MIDDLE_UPPER = 4
const UNKNOWN_UPPER = 8
const BEGIN_LOWER = 16
const MIDDLE_LOWER = 32
const UNKNOWN_LOWER = 64

export const orthography = {
  middleUpper: MIDDLE_UPPER,
  beginLower: BEGIN_LOWER,
  upper: BEGIN_UPPER | MIDDLE_UPPER | UNKNOWN_UPPER,
  lower: BEGIN_LOWER | MIDDLE_LOWER | UNKNOWN_LOWER,
}

const words = z.array(z.string())

const file = z.object({
  abbreviations: words,
  sentenceStarters: words,
  collocations: z.array(z.tuple([z.string(), z.string()])),
  wordsByOrthography: z.record(z.string(), words),
})

let loaded: PunktParameters | null = null

/** The English parameters (data/punkt), read once. */
export function englishParameters(): PunktParameters {
  loaded ??= load(new URL('../../../../../data/punkt/english.json.br', import.meta.url))
  return loaded
}

export const pair = (one: string, other: string): string => `${one} ${other}`

function load(url: URL): PunktParameters {
  const { abbreviations, sentenceStarters, collocations, wordsByOrthography } = file.parse(
    JSON.parse(brotliDecompressSync(readFileSync(url)).toString('utf8')),
  )
  return {
    abbreviations: new Set(abbreviations),
    sentenceStarters: new Set(sentenceStarters),
    collocations: new Set(collocations.map(([one, other]) => pair(one, other))),
    seen: new Map(Object.entries(wordsByOrthography).flatMap(([bits, list]) => list.map((word): [string, number] => [word, Number(bits)]))),
  }
}
