import type { BenchmarkCard } from '../eval/benchmark-card.js'
import { cardFacts } from './benchmark-facts.js'

/** The list as a Markdown table; `link` turns a name into an address. */
export function listMarkdown(cards: readonly BenchmarkCard[], link?: (name: string) => string): string {
  const rows = cards.map(({ name, title, tags, subsets, metrics }) => [
    link === undefined ? `\`${name}\`` : `[\`${name}\`](${link(name)})`,
    title,
    tags.join(', '),
    String(Math.max(1, subsets.length)),
    metrics.map(metric => `\`${metric.name}\``).join(', '),
  ])
  return table(['name', 'title', 'tags', 'subsets', 'metrics'], rows)
}

/** The card as a Markdown section. */
export function cardMarkdown(card: BenchmarkCard): string {
  const rows = cardFacts(card).map(([name, text]) => [name, shown(text).replaceAll('\n', '<br>')])
  return `# ${card.name}: ${card.title}\n\n${shown(card.about)}\n\n${table(['', ''], rows)}`
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map(() => '---'), ...rows]
  return lines.map(cells => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |\n`).join('')
}

/** Plain text, of which Markdown would take `<name>` for a tag. */
const shown = (text: string): string => text.replaceAll('<', '&lt;')
