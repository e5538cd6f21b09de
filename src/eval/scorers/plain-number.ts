import { readBareAnswer, readMarkedAnswer } from './marked-answer.js'

export const version = 1

/** A value that was read out of a reply, and the rule that found it. */
export interface ValueReading {
  /** Null where nothing could be read without guessing. */
  value: string | null
  rule: string
}

/** As many words as a reply may have that is nothing but its answer. */
const bareWords = 8

/**
 * The decimal number that a reply gives as its answer, in its shortest form (`1,000.0` is `1000`): after the last `Answer:`, in the last
 * box, after "the answer is", or as the whole reply; a unit may follow it and an equation may lead to it.
 */
export function readPlainNumber(reply: string): ValueReading {
  const marked = readMarkedAnswer(reply)
  const text = marked?.text ?? readBareAnswer(reply, bareWords)
  const value = text === null ? null : numberIn(text)
  return { value, rule: value === null ? 'unread' : (marked?.rule ?? 'bare-answer') }
}

function numberIn(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[−–]/g, '-')
    .replaceAll(/\{,\}|\\,/g, ',')
    .replaceAll(/\\(?:text|mathrm)\s*\{([^}]*)\}/g, ' $1')
    .replaceAll(/[$*`]/g, '')
    .replace(/\s*\([^)]*\)\s*$/, '')
  const digits = onlyNumber.exec(plain.split(/[=≈]/).at(-1) ?? '')?.groups?.number
  return digits === undefined ? null : shortest(digits.replaceAll(',', ''))
}

const onlyNumber = /^\s*(?<number>[-+]?\s?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?:\s*(?:%|°|\p{L}+\.?)(?:\s+\p{L}+){0,2})?\s*[.。]?\s*$/u

/** Without sign of plus, leading zeros and zeros at the end of a fraction. */
function shortest(digits: string): string {
  const [, sign = '', whole = '', fraction = ''] = /^([-+]?)\s?0*(\d+?)(?:\.(\d*?)0*)?$/.exec(digits) ?? []
  const size = fraction === '' ? whole : `${whole}.${fraction}`
  return sign === '-' && size !== '0' ? `-${size}` : size
}
