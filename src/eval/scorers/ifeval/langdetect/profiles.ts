import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { z } from 'zod'

/** How probable n-grams are in each language. */
export interface Profiles {
  languages: readonly string[]
  /** Number of each n-gram. */
  grams: ReadonlyMap<string, number>
  /** The languages of n-gram g, and its probability in each, stand from starts[g] to starts[g + 1]. */
  starts: Uint32Array
  language: Uint8Array
  probability: Float64Array
  /** Rare Chinese characters to the frequent one that stands for their group. */
  kanji: ReadonlyMap<string, string>
}

const counts = z.array(z.int().positive())

const file = z.object({
  /** `grams` counts all 1-, 2- and 3-grams of the language's text. */
  languages: z.array(z.object({ code: z.string(), grams: z.tuple([z.number(), z.number(), z.number()]) })),
  /** By length: n-grams one after another, how many languages each has, and then those languages with their counts. */
  sizes: z.array(
    z.object({ grams: z.string(), languagesPerGram: counts, languages: z.array(z.int().nonnegative()), counts: z.array(z.number()) }),
  ),
  kanji: z.array(z.string()),
})

let loaded: Profiles | null = null

/** The Shuyo profiles (data/langdetect, three folders up from `scorers` in src and in dist). Read once. */
export function profiles(): Profiles {
  loaded ??= load(new URL('../../../../../data/langdetect/profiles.json.br', import.meta.url))
  return loaded
}

function load(url: URL): Profiles {
  const { languages, sizes, kanji } = file.parse(JSON.parse(brotliDecompressSync(readFileSync(url)).toString('utf8')))
  const entries = sizes.reduce((sum, size) => sum + size.languages.length, 0)
  const gramCount = sizes.reduce((sum, size) => sum + size.languagesPerGram.length, 0)
  const grams = new Map<string, number>()
  const read: Profiles = {
    languages: languages.map(({ code }) => code),
    grams,
    starts: new Uint32Array(gramCount + 1),
    language: new Uint8Array(entries),
    probability: new Float64Array(entries),
    kanji: new Map(kanji.flatMap(group => [...group].map((letter): [string, string] => [letter, group.slice(0, 1)]))),
  }
  let entry = 0
  for (const [place, size] of sizes.entries()) {
    for (let at = 0, from = 0; at < size.languagesPerGram.length; at++) {
      grams.set(size.grams.slice(at * (place + 1), (at + 1) * (place + 1)), grams.size)
      for (const end = from + (size.languagesPerGram[at] ?? 0); from < end; from++) {
        const language = size.languages[from] ?? 0
        read.language[entry] = language
        read.probability[entry++] = (size.counts[from] ?? 0) / (languages[language]?.grams[place] ?? 1)
      }
      read.starts[grams.size] = entry
    }
  }
  return read
}
