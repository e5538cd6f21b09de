import { detectLanguage } from './langdetect/detect-language.js'
import { WORDS } from './lengths.js'
import { sentences } from './punkt/sentences.js'
import { BLANK, splitBlanks, strip } from './python-text.js'
import { matches } from './relation.js'

// How Multi-IF counts, by the language in which a text seems to be written; what has no rule of its own is counted as English is.

interface Counts {
  sentences(text: string): number
  words(text: string): number
}

export const spokenSentences = (text: string): number => countsFor(text).sentences(text)

export const spokenWords = (text: string): number => countsFor(text).words(text)

const countsFor = (text: string): Counts => own[detectLanguage(text) ?? ''] ?? english

const english: Counts = { sentences: text => sentences(text).length, words: text => matches(text, WORDS) }

/** Sentences end with a danda; a full stop ends none. */
const hindi: Counts = { ...english, sentences: text => text.split(AFTER_DANDA).filter(piece => strip(piece) !== '').length }

const AFTER_DANDA = new RegExp(`(?<=[।!?])${BLANK}*`, 'u')

/** Sentences are what stands between marks, on each line; every sign of the script is a word, and so is an emoji. */
const eastAsian: Counts = {
  sentences: text => linesOf(text).reduce((sum, line) => sum + matches(strip(line), BETWEEN_MARKS), 0),
  words(text) {
    const plain = text.replace(PASSED_OVER, '')
    const emojis = matches(plain, emoji())
    const rest = plain.replace(emoji(), '')
    return emojis + matches(rest, SIGN) + splitBlanks(rest.replace(SIGN, ' ')).length
  },
}

/**
 * Thai has no blanks between words and no marks after sentences. The published checker asks two models of pythainlp; we take the word
 * lists of Unicode's segmentation that come with Node, and a blank or the end of a line as the end of a sentence.
 */
const thai: Counts = {
  sentences: text => splitBlanks(text).length,
  words: text => [...thaiWords().segment(text)].filter(({ isWordLike }) => isWordLike === true).length,
}

const thaiWords = (): Intl.Segmenter => new Intl.Segmenter('th', { granularity: 'word' })

const own: Readonly<Record<string, Counts>> = { hi: hindi, th: thai, ja: eastAsian, 'zh-cn': eastAsian, 'zh-tw': eastAsian }

/** Python's `str.splitlines`. */
const linesOf = (text: string): string[] => text.split(/\r\n|[\n-\r\x1c-\x1e\x85\u2028\u2029]/)

const BETWEEN_MARKS = /[^!?。.！？．\n]+/g
/** Marks that belong to no word; those that part words in Latin script (`-`, `/`) join them here, as they do in the published checker. */
const PASSED_OVER = /[-\\.!?．/_,{}<>:;$%^&*(+"'—！，。？、`~@#￥…（）：；《》“”)[\]»〔〕「」]+/g
const SIGN = /[\u4e00-\u9fff\u3400-\u4dbf\u3040-\u30ff\uac00-\ud7af]/g
/** Every sequence that Unicode lists, and emojis that could also be shown as text; digits are none by themselves. */
const ONE_EMOJI = '\\p{Emoji}\\ufe0f?\\p{Emoji_Modifier}?'
let emojiPattern: RegExp | null = null
/** Made where it is first needed: the list is long. */
function emoji(): RegExp {
  emojiPattern ??= new RegExp(`\\p{RGI_Emoji}|(?![0-9#*\\u{1f1e6}-\\u{1f1ff}])${ONE_EMOJI}(?:\\u200d${ONE_EMOJI})*`, 'gv')
  return emojiPattern
}
