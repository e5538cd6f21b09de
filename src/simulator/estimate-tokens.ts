type CharacterClass = 'letter' | 'wide' | 'digit' | 'newline' | 'space' | 'mark'

/**
 * About how many tokens a byte-level BPE encoding makes of `text`, without any vocabulary: the text is cut into runs as such encodings
 * cut it (letters and punctuation with the space before them, digits by threes, blank lines), and long runs count for several tokens.
 */
export function estimateTokens(text: string): number {
  let tokens = 0
  for (let start = 0; start < text.length; ) {
    const kind = classOf(text.charCodeAt(start))
    let end = start + 1
    while (end < text.length && classOf(text.charCodeAt(end)) === kind) end++
    tokens += kind === 'space' && isDigit(text.charCodeAt(end)) ? 1 : tokensOfRun(kind, end - start)
    start = end
  }
  return Math.ceil(tokens)
}

/** What a chat template adds, after Qwen's: role markers around each message and the opening of the answer. */
export function templateTokens(messages: number): number {
  return messages * 5 + 3
}

// Lengths at which common encodings begin to need another token, fitted on English prose, source code and Chinese.
function tokensOfRun(kind: CharacterClass, length: number): number {
  switch (kind) {
    case 'letter':
      return 1 + Math.floor((length - 1) / 11)
    case 'wide':
      return length * 0.7
    case 'digit':
    case 'mark':
      return Math.ceil(length / 3)
    case 'newline':
      return 1
    case 'space':
      return length > 1 ? 1 : 0
  }
}

function classOf(code: number): CharacterClass {
  if (code >= 0x80) return code >= 0x2e80 ? 'wide' : 'letter'
  if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) return 'letter'
  if (code === 0x20 || code === 0x09) return 'space'
  if (code === 0x0a || code === 0x0d) return 'newline'
  return isDigit(code) ? 'digit' : 'mark'
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39
}
