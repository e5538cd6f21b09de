import { UserError } from '../lib/errors.js'
import { type Random, randomInteger, seededRandom } from '../lib/random.js'
import type { Tokenizer } from '../tokenizer/types.js'
import { stableWords, type WordList } from './random-words.js'
import { templateTokens } from './template-tokens.js'

export interface RandomRange {
  seed: number
  /** Items `from` to `from + count - 1`. */
  from: number
  count: number
  /** Tokens of a prompt, drawn evenly from `min` to `max`, both included; the shared prefix comes on top. */
  min: number
  max: number
  /** Tokens of a beginning that all prompts of the seed share. */
  prefixLength: number
  /** Lengths include the chat template, where the tokenizer has one. */
  chat: boolean
}

export interface RandomPrompt {
  text: string
  /** Counted by encoding it again: exactly what was asked for. */
  tokens: number
}

/** Makes prompts of exact lengths, each from the seed and its index alone. Making the list of words first takes some tenths of a second. */
export class RandomText {
  private readonly templateTokens: number | null
  private readonly list: WordList
  private prefix = { seed: 0, length: 0, text: '' }

  /** @throws UserError for a tokenizer that has no words at all. */
  constructor(private readonly tokenizer: Tokenizer) {
    this.list = stableWords(tokenizer)
    if (this.list.words.length === 0)
      throw new UserError(`The tokenizer ${tokenizer.name} has no words to make random prompts of.`, 'Use another --dataset.')
    this.templateTokens = templateTokens(tokenizer)
  }

  /** @throws UserError where prompts of these lengths cannot be made. */
  prompts(range: RandomRange): RandomPrompt[] {
    const template = range.chat ? (this.templateTokens ?? 0) : 0
    if (range.min <= template) throw tooShort(this.tokenizer.name, range.min, template)
    return Array.from({ length: range.count }, (_, at) => this.prompt(range, range.from + at, template))
  }

  private prompt({ seed, min, max, prefixLength, chat }: RandomRange, index: number, template: number): RandomPrompt {
    const length = randomInteger(seededRandom(seed, index, purpose.length), min, max)
    const own = this.ownWords(seed, index, prefixLength > 0, length - template)
    const tokens = prefixLength + length
    const wrapped = chat && this.templateTokens !== null
    const text = this.fit({
      before: this.prefixText(seed, prefixLength),
      words: own,
      tokens,
      wrapped,
      draw: seededRandom(seed, index, purpose.fit),
    })
    return { text, tokens }
  }

  /** The first two words go through all pairs of words before a pair comes again, so that no two prompts begin alike. */
  private ownWords(seed: number, index: number, afterPrefix: boolean, length: number): string[] {
    const { words, starters } = this.list
    const draw = seededRandom(seed, index, purpose.words)
    const own = Array.from({ length }, () => pick(words, draw))
    const first = afterPrefix ? words : starters
    own[0] = shuffled(first, index, seed, purpose.first)
    if (length > 1) own[1] = shuffled(words, (index % first.length) + Math.floor(index / first.length), seed, purpose.second)
    return own
  }

  private prefixText(seed: number, length: number): string {
    if (this.prefix.seed === seed && this.prefix.length === length) return this.prefix.text
    const draw = seededRandom(seed, purpose.prefix)
    const words = Array.from({ length }, (_, at) => pick(at === 0 ? this.list.starters : this.list.words, draw))
    const text = length === 0 ? '' : this.fit({ before: '', words, tokens: length, wrapped: false, draw })
    this.prefix = { seed, length, text }
    return text
  }

  /** Nearly always one encoding: the words are right at once. Otherwise words go or come until the text has the asked length. */
  private fit({ before, words, tokens, wrapped, draw }: Fit): string {
    const { separator } = this.list
    for (let round = 0; round < fitRounds; round++) {
      const text = (before === '' ? '' : before + separator) + words.join(separator)
      const excess = this.measure(text, wrapped) - tokens
      if (excess === 0) return text
      this.adjust(words, excess, draw)
    }
    throw new UserError(
      `The tokenizer ${this.tokenizer.name} cannot make a random prompt of exactly ${tokens} tokens.`,
      'Ask for another --min-prompt-length and --max-prompt-length, or use another --dataset.',
    )
  }

  private measure(text: string, wrapped: boolean): number {
    if (!wrapped) return this.tokenizer.count(text)
    return this.tokenizer.countChat([{ role: 'user', content: text }]) ?? Number.POSITIVE_INFINITY
  }

  // The last word is drawn anew as well, so that the same attempt never comes twice.
  private adjust(words: string[], excess: number, draw: Random): void {
    if (excess > 0) words.length = Math.max(1, words.length - excess)
    else for (let missing = excess; missing < 0; missing++) words.push(pick(this.list.words, draw))
    words[words.length - 1] = pick(words.length === 1 ? this.list.starters : this.list.words, draw)
  }
}

interface Fit {
  /** The shared prefix, or empty. */
  before: string
  words: string[]
  tokens: number
  /** Measured within the chat template. */
  wrapped: boolean
  draw: Random
}

const fitRounds = 100

// Each use of randomness has its own stream of numbers.
const purpose = { length: 1, words: 2, first: 3, second: 4, prefix: 5, fit: 6 }

function pick(words: readonly string[], draw: Random): string {
  return words[Math.floor(draw() * words.length)] ?? ''
}

/** Word `place` of a seeded order that holds every word once; it repeats after the last. */
function shuffled(words: readonly string[], place: number, seed: number, stream: number): string {
  const size = words.length
  const draw = seededRandom(seed, stream)
  const offset = randomInteger(draw, 0, size - 1)
  let stride = randomInteger(draw, 1, size)
  while (commonDivisor(stride, size) !== 1) stride++
  return words[(offset + (place % size) * stride) % size] ?? ''
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

function tooShort(name: string, asked: number, template: number): UserError {
  if (template === 0) return new UserError('A random prompt cannot be empty.', 'Ask for at least 1 token: --min-prompt-length 1.')
  return new UserError(
    `Random prompts of ${asked} tokens were asked for, but the chat template of ${name} takes ${template} tokens by itself.`,
    `Ask for at least ${template + 1}: --min-prompt-length ${template + 1}.`,
  )
}
