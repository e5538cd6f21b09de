/** An answer and the thinking around it. */
export interface SplitAnswer {
  /** Every piece of thinking, joined by blank lines; empty where there is none. */
  thinking: string
  /** What was said to the user, trimmed. */
  answer: string
  /** The thinking was opened and never closed, so there is no answer. */
  truncatedThinking: boolean
}

/**
 * Splits thinking from an answer: `<think>…</think>` and its kin (once or several times), a closing tag without an opening one (chat
 * templates often write the opening tag into the prompt: everything before the last closing tag is thinking), and the channels of
 * gpt-oss. Text without any of them is all answer.
 */
export function splitThinking(text: string): SplitAnswer {
  if (text.includes('<|channel|>')) return splitChannels(text)
  const stripped = /^\s*analysis([\s\S]*?)assistantfinal([\s\S]*)$/.exec(text)
  if (stripped) return toSplit([stripped[1] ?? ''], [stripped[2] ?? ''], false)
  return splitTags(text)
}

const TAG = /<(\/?)(?:seed:)?think(?:ing)?>|◁(\/?)think▷|\[(\/?)THINK\]/gi

function splitTags(text: string): SplitAnswer {
  const thinking: string[] = []
  let answer: string[] = []
  let inside = false
  let from = 0
  for (const { tag, closing, at } of tagsOf(text)) {
    const piece = text.slice(from, at)
    from = at + tag.length
    if (closing && !inside) {
      thinking.push([...answer, piece].join(''))
      answer = []
    } else (inside ? thinking : answer).push(piece)
    inside = !closing
  }
  const rest = text.slice(from)
  if (inside) return toSplit([...thinking, ...answer, rest], [], true)
  return toSplit(thinking, [...answer, rest], false)
}

/** Tags that open or close thinking. One that opens in the middle of a line and is never closed is a word in a sentence. */
function tagsOf(text: string): { tag: string; closing: boolean; at: number }[] {
  const tags = [...text.matchAll(TAG)].map(match => ({
    tag: match[0],
    closing: match.slice(1).includes('/'),
    at: match.index,
  }))
  const lastClosing = tags.findLast(tag => tag.closing)?.at ?? -1
  return tags.filter(({ closing, at }) => closing || at < lastClosing || startsLine(text, at))
}

function startsLine(text: string, at: number): boolean {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1, at).trim() === ''
}

const CHANNEL = /<\|channel\|>\s*(\w+)[^<]*(?:<\|constrain\|>[^<]*)?<\|message\|>([\s\S]*?)(?=<\|(?:end|return|call|start|channel)\|>|$)/g

function splitChannels(text: string): SplitAnswer {
  const thinking: string[] = []
  const answer: string[] = []
  for (const [, channel, words = ''] of text.matchAll(CHANNEL)) (channel === 'final' ? answer : thinking).push(words)
  return toSplit(thinking, answer, answer.length === 0)
}

function toSplit(thinking: string[], answer: string[], truncatedThinking: boolean): SplitAnswer {
  const pieces = thinking.map(piece => piece.trim()).filter(piece => piece !== '')
  return { thinking: pieces.join('\n\n'), answer: answer.join('').trim(), truncatedThinking }
}
