import { join } from 'node:path'
import { benchmarkCard } from '../eval/benchmark-card.js'
import { type BenchmarkExample, benchmarkExample, type ReadReply } from '../eval/benchmark-example.js'
import { loadBenchmarks } from '../eval/benchmarks/load-benchmarks.js'
import type { Benchmark } from '../eval/types.js'
import { cardMarkdown, listMarkdown, table } from './benchmark-markdown.js'

/**
 * docs/benchmarks/: file name to text, a page a benchmark and README.md with the list.
 * @param fixtures folder with a folder of rows of our own for each benchmark
 */
export async function benchmarkPages(fixtures: string): Promise<Map<string, string>> {
  const parts = Object.values((await loadBenchmarks()).parts)
  const pages = new Map([['README.md', index(parts)]])
  for (const benchmark of parts) {
    const example = await benchmarkExample(benchmark, join(fixtures, benchmark.name))
    const card = benchmarkCard(benchmark)
    pages.set(pageName(card.name), `${WRITTEN}${cardMarkdown(card)}${example === null ? '' : exampleMarkdown(example)}`)
  }
  return pages
}

const pageName = (name: string): string => `${name}.md`

const WRITTEN = '<!-- Written by scripts/write-docs.js from the benchmark and its fixtures; change those, not this file. -->\n\n'

function index(benchmarks: readonly Benchmark[]): string {
  const cards = benchmarks.map(benchmarkCard)
  return `${WRITTEN}# Benchmarks

What \`evalscope-ts eval --datasets NAME…\` knows. \`evalscope-ts benchmarks\` prints the same list, with a name the card.

${listMarkdown(cards, pageName)}`
}

function exampleMarkdown({ messages, replies }: BenchmarkExample): string {
  const prompt = messages.map(({ role, content }) => `${messages.length > 1 ? `${role}:\n\n` : ''}${fenced(cut(content, PROMPT_LENGTH))}`)
  const read =
    replies.length === 0 ? '' : `\n## How replies are read\n\n${table(['reply', 'read as', 'rule', 'score'], replies.map(replyRow))}`
  return `\n## Prompt\n\nOf a question of our own in the benchmark's form, without worked examples:\n\n${prompt.join('\n')}${read}`
}

/** Characters of a prompt and of a reply that are shown. */
const PROMPT_LENGTH = 3000
const REPLY_LENGTH = 300

function replyRow({ reply, extracted, rule, value }: ReadReply): string[] {
  return [
    inline(cut(reply, REPLY_LENGTH)),
    extracted === null ? 'unreadable' : inline(cut(extracted, REPLY_LENGTH)),
    rule,
    value === null ? '–' : String(value),
  ]
}

/** A fence longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}\n`
}

/** A text of several lines in a table's cell: code that is shown as it is. */
function inline(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const plain = escaped.replaceAll(/[\\`*_$|~[\]]/g, sign => `&#${sign.charCodeAt(0)};`)
  return `<code>${plain.replaceAll('\n', '<br>')}</code>`
}

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)} …`
}
