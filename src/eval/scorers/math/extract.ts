import { lastBoxed } from './boxes.js'
import { parse } from './parse.js'

/** The expression that a reply gives as its answer. */
export interface Extracted {
  text: string
  rule: ExtractionRule
}

export type ExtractionRule = 'boxed' | 'boxed-cut-off' | 'answer-phrase' | 'whole-reply' | 'last-formula' | 'last-number'

/** Of a longer reply only its end is read. */
const longestReply = 60_000

const phrase =
  /\b(?:answers?|(?:correct|right)\s+(?:option|choice)|final\s+(?:result|value))\b[*_`"\s]*(?:(?:to|for|of|in)\s[^.:\n]{0,60}?)?(?:\bis\b|\bare\b|[:：=]|(?=\$|\\\(|\\\[)|[*_#]*\s*\n)[*_:：\s]*|答案[是为為应應该該:：=＝\s*]*/gi
const delimited = /\$\$([\s\S]+?)\$\$|\\\[([\s\S]+?)\\\]|\\\(([\s\S]+?)\\\)|(?<!\\)\$((?:\\\$|[^$])+?)(?<!\\)\$/g
const numberPattern =
  /(?<![\w.\\^_{,-]|\d\s*[-])[-+−]?\s?\d[\d,]*(?:\.\d+)?(?:\s?\/\s?\d+)?(?!\d|(?:st|nd|rd|th)\b)(?:\s*(?:\\?%|percent\b|pct\b))?/g

/**
 * Finds the answer of a reply: the last complete box; else what follows the last "answer is", `ANSWER:` or 答案; else the whole reply where
 * it is nothing but an expression; else the last formula or number. Prose after the answer is never part of it.
 * @returns null where there is nothing that could be an answer.
 */
export function extractAnswer(reply: string): Extracted | null {
  const text = afterThinking(reply.slice(-longestReply)).split(/<\|(?:im_start|im_end|endoftext|eot_id)\|>/)[0] ?? ''
  const boxed = lastBoxed(text)
  const after = afterPhrase(text)
  if (boxed?.complete === true && !(after?.isFormula === true && after.start > boxed.end))
    return { text: boxed.text + percentAfter(text, boxed.end), rule: 'boxed' }
  if (after !== null) return { text: after.text, rule: 'answer-phrase' }
  if (boxed !== null) return { text: boxed.text, rule: 'boxed-cut-off' }
  return wholeReply(text) ?? lastExpression(text)
}

/** What was thought aloud before the reply is no part of it. */
function afterThinking(reply: string): string {
  const end = reply.lastIndexOf('</think>')
  const said = end < 0 ? '' : reply.slice(end + '</think>'.length)
  return said.trim() === '' ? reply : said
}

/** `\boxed{28}\%` and `\boxed{28}$ percent`: the sign belongs to the answer. */
function percentAfter(text: string, end: number): string {
  return /^[\s$]*(?:\\?%|percent\b|pct\b)/i.test(text.slice(end, end + 20)) ? '\\%' : ''
}

interface Phrase {
  text: string
  start: number
  /** Whether it is given as a formula: then it may stand for a box before it. */
  isFormula: boolean
}

function afterPhrase(text: string): Phrase | null {
  for (const found of [...text.matchAll(phrase)].slice(-3).reverse()) {
    const start = found.index + found[0].length
    const answer = leadingExpression(text.slice(start, start + 2_000))
    if (answer !== null) return { ...answer, start }
  }
  return null
}

/** The expression that a text begins with, or that its first sentence gives. */
function leadingExpression(rest: string): { text: string; isFormula: boolean } | null {
  const text = rest.replace(/^[\s*_`:"\\]*(?<!\\)(?=[^\s*_`:"\\])|^\s+/, '').trimStart()
  const formula = leadingFormulas(text)
  if (formula !== null) return { text: formula, isFormula: true }
  const sentence = firstSentence(text).replace(/^([-+]?[\d.,/]+)\s+\([^()]*\)$/, '$1')
  if (sentence === '') return null
  if (isExpression(sentence)) return { text: sentence, isFormula: /^-?[\d$\\]/.test(sentence) && sentence.length < 60 }
  const found = lastExpression(sentence)
  return found === null ? null : { text: found.text, isFormula: false }
}

/** A formula at the very beginning, with those that "and", "or" or a comma tie to it. */
function leadingFormulas(text: string): string | null {
  const found = [...text.matchAll(delimited)]
  if (found[0]?.index !== 0) return null
  const parts: string[] = []
  let end = 0
  for (const formula of found) {
    const between = text.slice(end, formula.index)
    if (parts.length > 0 && !/^\s*(?:,|;|and|or|,\s*and|,\s*or|、|和|或)\s*$/.test(between)) break
    parts.push(contentOf(formula))
    end = formula.index + formula[0].length
  }
  const percent = /^\s*(?:\\?%|percent\b|pct\b)/i.test(text.slice(end)) ? '\\%' : ''
  return parts.join(', ') + percent
}

function contentOf(formula: RegExpMatchArray): string {
  return (formula[1] ?? formula[2] ?? formula[3] ?? formula[4] ?? '').trim()
}

function firstSentence(text: string): string {
  const line = /^[^\n]*/.exec(text)?.[0] ?? ''
  const sentence =
    /^.*?(?=(?:[.!?](?:\s|$|\*|")|[。！；]|\s[–—(](?:\s|[a-z]{2,}\b)|,\s(?:since|because|so|which|where|as|for)\b))/.exec(line)?.[0] ?? line
  return sentence
    .replace(/^[*_`"]+|[*_`".,]+$/g, '')
    .replace(/\*\*/g, '')
    .trim()
}

function wholeReply(text: string): Extracted | null {
  const trimmed = text.trim().replace(/^\*\*([^*]+)\*\*\.?$/, '$1')
  if (trimmed.length > 400) return null
  const outside = trimmed.replace(delimited, ' ')
  const formulasOnly = outside !== trimmed && /^(?:[\s,;.]|and\b|or\b|\\?%|percent\b|pct\b|degrees?\b|\\text\{[^}]*\})*$/i.test(outside)
  return formulasOnly || (outside === trimmed && isBareExpression(trimmed))
    ? { text: trimmed.replace(/\.$/, ''), rule: 'whole-reply' }
    : null
}

/** Without delimiters around it: no words but those after a number (`28 percent`), or one or two alone (`East`). */
function isBareExpression(text: string): boolean {
  const words = text
    .replace(/\\[a-zA-Z]+/g, ' ')
    .replace(/(?<![A-Za-z])(?:and|or)(?![a-z])|\b(?:sqrt|sin|cos|tan|log|ln|exp|pi|infty|infinity)\b/g, ' ')
  const measured = /^[-+]?[\d.,/\s]+%?(?:\s*[A-Za-z]{2,}\b){0,2}\.?$|^[A-Za-z]+(?: [A-Za-z]+)?\.?$/.test(words)
  return (measured || !/[A-Za-z]{2,}|\.\.|\w\s*:\s+\d/.test(words)) && isExpression(text)
}

/** Whether a text is an expression, with a unit or a short name at most: not a sentence. */
function isExpression(text: string): boolean {
  if (/\p{Script=Han}{5,}|\p{Script=Han}{2,}\d/u.test(text)) return false
  const words = text.replace(/\\[a-zA-Z]+/g, ' ').match(/[A-Za-z]{3,}/g) ?? []
  if (words.length > 1 && /\b(?:is|are|equals)\b/.test(text)) return false
  return words.length <= 3 && parse(text) !== null && !(words.length > 1 && /^[a-z]{2,}\s[a-z]{2,}/.test(text))
}

/** What says of an exact answer how large it is about, or of a remainder what was divided by. */
const asides =
  /(?<=[\d)\]}$π])(?<!_\w{1,3}|\.\d{1,20})[\s,;]*\(?\s*≈[^\n$]*$|(?<=[$)π]|\d\/\d{1,6})[\s,;]*(?:\(|or\s|which is\s)?\s*(?:about|roughly|approximately|approx\.?)\s[^\n]*$|\bwhen\s(?:[^.\n]{0,40}\s)?divided by\s+(?:\$[^$\n]+\$|[\d,]+)/gi

/** The last formula or number, whichever ends later. */
function lastExpression(whole: string): Extracted | null {
  const text = whole.replace(asides, '')
  const formulas = [...text.matchAll(delimited)].filter(found => !/^\s*[\^_]/.test(contentOf(found)))
  const last = formulas.at(-1)
  const rest = text.slice(last === undefined ? 0 : last.index + last[0].length)
  const stated = statedAtEnd(rest)
  if (stated !== null) return { text: stated, rule: 'last-formula' }
  const number = [...rest.matchAll(numberPattern)].at(-1)
  if (number !== undefined) return { text: number[0].replace(/[\s,]+$/, ''), rule: 'last-number' }
  if (last === undefined) return bareFormula(text)
  const percent = /^\s*(?:\\?%|percent\b|pct\b)/i.test(rest) ? '\\%' : ''
  return { text: joinedFormulas(text, formulas) + percent, rule: 'last-formula' }
}

/** The last formula, with the one before it where "and" or "or" ties two values of one name: `$x = 1$ or $x = 2$`. */
function joinedFormulas(text: string, formulas: readonly RegExpMatchArray[]): string {
  const [before, last] = [formulas.at(-2), formulas.at(-1)]
  const content = last === undefined ? '' : contentOf(last)
  if (before?.index === undefined || last?.index === undefined) return content
  const between = text.slice(before.index + before[0].length, last.index)
  const names = [contentOf(before), content].map(formula => /^\s*([A-Za-z])(?:_\{?\w+\}?)?\s*=/.exec(formula)?.[1])
  return /^\s*,?\s*(?:and|or|和|或)\s*$/.test(between) && names[0] !== undefined && names[0] === names[1]
    ? `${contentOf(before)}, ${content}`
    : content
}

/** `The point is (1, 2).`, `The area is 12π.`: an expression without delimiters that ends the last sentence. */
function statedAtEnd(text: string): string | null {
  const line = text.trimEnd().slice(-300).split('\n').at(-1) ?? ''
  const said = /^.*(?:\b(?:is|are|equals|be)\b|[为是])[\s:：*_`]*(.+)$/.exec(line)?.[1]?.replace(/[\s*_`.。]+$/, '') ?? ''
  const words = said.replace(/\\?(?:sqrt|sin|cos|tan|log|ln|exp|pi)/g, ' ').replace(/(?<=[\dπ)])(?:\s*[a-z]{2,}){1,2}$/, '')
  if (!/[\^*+√π=([]|[\d)]\s*:\s*[\d(]/.test(words) || /[A-Za-z]{2,}|[.!?,;]\s+[A-Za-z]|\d\s+\(/.test(words)) return null
  return isExpression(said) ? said : null
}

/** LaTeX without delimiters at the end of a text. */
function bareFormula(text: string): Extracted | null {
  const line = text.trim().split('\n').at(-1) ?? ''
  const formula = /\\(?:frac|dfrac|sqrt|begin|text|left|pi)\b.*$/.exec(line)?.[0]
  return formula !== undefined && parse(formula) !== null ? { text: formula, rule: 'last-formula' } : null
}
