/**
 * A text in the pieces in which it is streamed, each counted as one token: words with the blank space before them, long words by eight
 * letters, Chinese by two characters. Joined they are the text; no character is cut.
 */
export function textPieces(text: string): string[] {
  return text.match(piece) ?? []
}

const piece = /\s*(?:\p{Script=Han}{1,2}|[^\s\p{Script=Han}]{1,8})|\s+/gu
