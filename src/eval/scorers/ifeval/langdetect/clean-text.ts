const WEB_ADDRESS = /https?:\/\/[-_.?&~;+=/#0-9A-Za-z]{1,2076}/g
const MAIL_ADDRESS = /[-_.0-9A-Za-z]{1,64}@[-_0-9A-Za-z]{1,255}[-_.0-9A-Za-z]{1,255}/g
/** A letter of Vietnamese and a tone mark that stands after it. */
const LETTER_AND_TONE = /[AEIOUYaeiouyÂÊÔâêôĂăƠơƯư][\u0300\u0301\u0303\u0309\u0323]/g
/** `A` to `z`, with the six signs between the cases. */
const LATIN = /[A-z]/g
const NOT_LATIN = /[\u0300-\u{10ffff}]/gu

/** Code points that are looked at. */
const LIMIT = 10_000

/**
 * What languages are detected in: without web and mail addresses, tones joined to their letters, runs of spaces as one, the first 10,000
 * code points; and without Latin letters where more than twice as many others are there.
 */
export function cleanText(text: string): string {
  const plain = text
    .slice(0, SLICE)
    .replace(WEB_ADDRESS, ' ')
    .replace(MAIL_ADDRESS, ' ')
    .replace(LETTER_AND_TONE, found => found.normalize('NFC'))
  const cut = firstCodePoints(plain, LIMIT).replace(/ {2,}/g, ' ')
  return occurrences(cut, LATIN) * 2 < occurrences(cut, NOT_LATIN) ? cut.replace(LATIN, '') : cut
}

/** What lies behind this matters only where nineteen twentieths of a text are addresses. */
const SLICE = 20 * LIMIT

function firstCodePoints(text: string, limit: number): string {
  if (text.length <= limit) return text
  let end = 0
  for (let taken = 0; taken < limit && end < text.length; taken++) end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1
  return text.slice(0, end)
}

function occurrences(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
