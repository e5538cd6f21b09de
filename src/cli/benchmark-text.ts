import type { BenchmarkCard } from '../eval/benchmark-card.js'
import { cardFacts } from './benchmark-facts.js'

/** The list for people at a terminal: one line a benchmark, cut at the terminal's width. */
export function listText(cards: readonly BenchmarkCard[], width: number): string {
  const rows = cards.map(({ name, title, tags, subsets, metrics }) => [
    name,
    title,
    tags.join(', '),
    String(Math.max(1, subsets.length)),
    metrics.map(metric => metric.name).join(', '),
  ])
  const table = [['name', 'title', 'tags', 'subsets', 'metrics'], ...rows]
  const widths = [0, 1, 2, 3].map(column => Math.max(...table.map(row => row[column]?.length ?? 0)))
  const lines = table.map(row => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
  return lines.map(line => `${cut(line.trimEnd(), width)}\n`).join('')
}

/** The card of one benchmark. */
export function cardText(card: BenchmarkCard, width: number): string {
  const facts = cardFacts(card)
  const label = Math.max(...facts.map(([name]) => name.length)) + 2
  const lines = facts.map(([name, value]) => hanging(name.padEnd(label), value, width))
  return `${card.name}: ${card.title}\n\n${wrap(card.about, width).join('\n')}\n\n${lines.join('\n')}\n`
}

function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, Math.max(1, width - 1))}…`
}

function hanging(label: string, value: string, width: number): string {
  return label + wrap(value, Math.max(20, width - label.length)).join(`\n${' '.repeat(label.length)}`)
}

/** Lines of at most `width` characters where words allow it; lines of the text stay lines. */
function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap(line => {
    const lines = ['']
    for (const word of line.split(' ')) {
      const last = lines.at(-1) ?? ''
      if (last !== '' && last.length + 1 + word.length > width) lines.push(word)
      else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`
    }
    return lines
  })
}
