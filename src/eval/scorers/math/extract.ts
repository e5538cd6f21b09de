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
  /\banswers?\b[*_`"\s]*(?:(?:to|for|of|in)\s[^.:\n]{0,60}?)?(?:\bis\b|\bare\b|[:：=]|(?=\$|\\\(|\\\[)|[*_#]*\s*\n)[*_:：\s]*|答案[是为為应應该該:：=＝\s*]*/gi
const delimited = /\$\$([\s\S]+?)\$\$|\\\[([\s\S]+?)\\\]|\\\(([\s\S]+?)\\\)|(?<!\\)\$((?:\\\$|[^$])+?)(?<!\\)\$/g
const numberPattern =
  /(?<![\w.\\^_{,-]|\d\s*[-])[-+−]?\s?\d[\d,]*(?:\.\d+)?(?:\s?\/\s?\d+)?(?!\d|(?:st|nd|rd|th)\b)(?:\s*(?:\\?%|percent\b|pct\b))?/g

/**
 * Finds the answer of a reply: the last complete box; else what follows the last "answer is", `ANSWER:` or 答案; else the whole reply where
 * it is nothing but an expression; else the last formula or number. Prose after the answer is never part of it.
 * @returns null where there is nothing that could be an answer.
 */
export function extractAnswer(reply: string): Extracted | null {
  const text = reply.slice(-longestReply).split(/<\|(?:im_start|im_end|endoftext|eot_id)\|>/)[0] ?? ''
  const boxed = lastBoxed(text)
  const after = afterPhrase(text)
  if (boxed?.complete === true && !(after?.isFormula === true && after.start > boxed.end))
    return { text: boxed.text + percentAfter(text, boxed.end), rule: 'boxed' }
  if (after !== null) return { text: after.text, rule: 'answer-phrase' }
  if (boxed !== null) return { text: boxed.text, rule: 'boxed-cut-off' }
  return wholeReply(text) ?? lastExpression(text)
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
  const sentence = firstSentence(text)
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
  const words = text.replace(/\\[a-zA-Z]+/g, ' ').match(/[A-Za-z]{3,}/g) ?? []
  if (words.length > 1 && /\b(?:is|are|equals)\b/.test(text)) return false
  return words.length <= 3 && parse(text) !== null && !(words.length > 1 && /^[a-z]{2,}\s[a-z]{2,}/.test(text))
}

/** The last formula or number, whichever ends later. */
function lastExpression(text: string): Extracted | null {
  const formula = [...text.matchAll(delimited)].at(-1)
  const formulaEnd = formula === undefined ? -1 : formula.index + formula[0].length
  const rest = text.slice(Math.max(0, formulaEnd))
  const number = [...rest.matchAll(numberPattern)].at(-1)
  if (number !== undefined) return { text: number[0].replace(/[\s,]+$/, ''), rule: 'last-number' }
  if (formula === undefined) return bareFormula(text)
  const percent = /^\s*(?:\\?%|percent\b|pct\b)/i.test(rest) ? '\\%' : ''
  return { text: contentOf(formula) + percent, rule: 'last-formula' }
}

/** LaTeX without delimiters at the end of a text. */
function bareFormula(text: string): Extracted | null {
  const line = text.trim().split('\n').at(-1) ?? ''
  const formula = /\\(?:frac|dfrac|sqrt|begin|text|left|pi)\b.*$/.exec(line)?.[0]
  return formula !== undefined && parse(formula) !== null ? { text: formula, rule: 'last-formula' } : null
}
