import type { Choice, Reply } from '../client/types.js'
import type { TokenCounts } from '../metrics/measure.js'
import type { TextService } from './text-service.js'
import type { WorkItem } from './workloads/types.js'

/**
 * Tokens of one exchange: what the service billed, else what our tokenizer counts, else (output only) the token events.
 * A number where nothing has to be counted, a promise where the tokenizer is asked.
 */
export function tokenCounts(reply: Reply, item: WorkItem, text: TextService | null): TokenCounts | Promise<TokenCounts> {
  const { usage } = reply
  const input = usage?.inputTokens ?? item.inputTokens
  const known: TokenCounts = {
    input,
    inputSource: usage?.inputTokens != null ? 'usage' : input === null ? null : 'tokenizer',
    output: usage?.outputTokens ?? null,
    outputSource: usage?.outputTokens != null ? 'usage' : null,
  }
  if (reply.outcome !== 'success' || (known.output !== null && input !== null)) return known
  return text === null ? withEvents(known, reply) : withTokenizer(known, reply, item, text)
}

function withEvents(known: TokenCounts, reply: Reply): TokenCounts {
  if (known.output !== null || reply.tokenEvents === 0) return known
  return { ...known, output: reply.tokenEvents, outputSource: 'events' }
}

async function withTokenizer(known: TokenCounts, reply: Reply, item: WorkItem, text: TextService): Promise<TokenCounts> {
  const counts = { ...known }
  if (counts.output === null) {
    const [output] = await text.count([reply.choices.map(spoken).join('')])
    counts.output = output ?? null
    counts.outputSource = output === undefined ? null : 'tokenizer'
  }
  if (counts.input === null) {
    counts.input = await countPrompt(item, text)
    counts.inputSource = counts.input === null ? null : 'tokenizer'
  }
  return counts
}

const spoken = ({ reasoning, content, refusal, toolCalls }: Choice): string =>
  reasoning + content + refusal + toolCalls.map(call => call.name + call.arguments).join('')

async function countPrompt({ request: { prompt } }: WorkItem, text: TextService): Promise<number | null> {
  if (prompt.kind === 'body') return null
  const [count] = prompt.kind === 'text' ? await text.count([prompt.text]) : await text.countChat([prompt.messages])
  return count ?? null
}
