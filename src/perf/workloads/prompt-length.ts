import type { Message } from '../../client/types.js'
import type { TextService } from '../text-service.js'
import { type PromptParts, textsOf } from './prompt-parts.js'

/**
 * Tokens of each prompt: messages within the chat template, where the tokenizer has one, else the texts by themselves. Null where it
 * cannot be counted, such as images.
 */
export async function tokenLengths(parts: PromptParts[], text: TextService): Promise<(number | null)[]> {
  const templated = text.info().hasChatTemplate
  const conversations = parts.map(part => (templated && part.kind === 'messages' ? part.messages : null))
  const plain = parts.map((part, index) => (conversations[index] === null ? textsOf(part) : null))
  const [chat, sums] = await Promise.all([countConversations(conversations, text), countTexts(plain, text)])
  return parts.map((_, index) => chat[index] ?? sums[index] ?? null)
}

/** Characters of the prompt's texts (code points); null where it holds anything else. */
export function characterLength(parts: PromptParts): number | null {
  return textsOf(parts)?.reduce((total, text) => total + codePoints(text), 0) ?? null
}

/** One call for all that are there; null stays null. */
async function countConversations(conversations: (Message[] | null)[], text: TextService): Promise<(number | null)[]> {
  const asked = conversations.filter(messages => messages !== null)
  const counts = asked.length === 0 ? [] : await text.countChat(asked)
  let next = 0
  return conversations.map(messages => (messages === null ? null : (counts[next++] ?? null)))
}

/** One call for all texts, added up again list by list; null stays null. */
async function countTexts(lists: (string[] | null)[], text: TextService): Promise<(number | null)[]> {
  const asked = lists.flatMap(list => list ?? [])
  const counts = asked.length === 0 ? [] : await text.count(asked)
  let next = 0
  return lists.map(list => list?.reduce(total => total + (counts[next++] ?? 0), 0) ?? null)
}

/** Characters as people count them, not UTF-16 units: a pair of surrogates is one. */
function codePoints(text: string): number {
  let count = text.length
  for (let at = 1; at < text.length; at++) {
    const isPair = (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800
    if (isPair) count--
  }
  return count
}
