import { z } from 'zod'

/** How SentencePiece writes a space. */
const space = '\u2581'

/**
 * A SentencePiece BPE takes a text as one long word, which is slow to encode (27 ms instead of 1.4 ms for 1,024 tokens, measured) and
 * defeats the library's cache of words. Where no merge makes a piece that goes on after a word (has a space after a letter), no merge
 * crosses the beginning of a word, so the text may be split there and the tokens stay the same.
 * @returns the tokenizer.json with that split added, or as it was.
 */
export function splitWords(json: Record<string, unknown>): Record<string, unknown> {
  const model = modelSchema.safeParse(json.model)
  if (!model.success || !splittable(model.data.merges)) return json
  const split = { type: 'Split', pattern: { Regex: `${space}*[^${space}]+|${space}+` }, behavior: 'Isolated', invert: false }
  const before = json.pre_tokenizer
  return { ...json, pre_tokenizer: before ? { type: 'Sequence', pretokenizers: [before, split] } : split }
}

// With any other of these settings, the ends of a word matter.
const modelSchema = z.looseObject({
  type: z.literal('BPE'),
  merges: z.array(z.union([z.string(), z.array(z.string())])),
  ignore_merges: z.literal(false).nullish(),
  continuing_subword_prefix: z.literal('').nullish(),
  end_of_word_suffix: z.literal('').nullish(),
})

const goesOn = new RegExp(`[^${space}]${space}`)

function splittable(merges: (string | string[])[]): boolean {
  const pieces = merges.map(merge => (typeof merge === 'string' ? merge.replace(' ', '') : merge.join('')))
  return pieces.some(piece => piece.startsWith(space)) && !pieces.some(piece => goesOn.test(piece))
}
