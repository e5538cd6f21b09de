import { type BenchmarkCard, benchmarkCard } from '../eval/benchmark-card.js'
import { loadBenchmarks } from '../eval/benchmarks/load-benchmarks.js'
import { UserError } from '../lib/errors.js'
import { nearest } from '../lib/nearest.js'
import { cardMarkdown, listMarkdown } from './benchmark-markdown.js'
import { cardText, listText } from './benchmark-text.js'
import type { BenchmarksOptions } from './benchmarks-options.js'
import { exitCodes } from './exit-codes.js'
import type { Io } from './io.js'

/** Prints the list of benchmarks, or the cards of those that are named. */
export async function runBenchmarksVerb(
  { benchmark: names, tag: tags, format }: BenchmarksOptions,
  { stdout }: Pick<Io, 'stdout'>,
): Promise<number> {
  const benchmarks = await loadBenchmarks()
  const cards =
    names.length > 0
      ? names.map(name => benchmarkCard(benchmarks.get(name)))
      : tagged(Object.values(benchmarks.parts).map(benchmarkCard), tags)
  const width = stdout.columns ?? Number.POSITIVE_INFINITY
  const text = {
    json: () => `${JSON.stringify(cards, null, 2)}\n`,
    markdown: () => (names.length > 0 ? cards.map(card => cardMarkdown(card)).join('\n') : listMarkdown(cards)),
    text: () => (names.length > 0 ? cards.map(card => cardText(card, width)).join('\n') : listText(cards, width)),
  }
  stdout.write(text[format]())
  return exitCodes.done
}

/**
 * Capitals do not matter in tags.
 * @throws UserError where no benchmark has one of them, or all
 */
function tagged(cards: readonly BenchmarkCard[], tags: readonly string[]): BenchmarkCard[] {
  const known = [...new Set(cards.flatMap(tagsOf))].sort()
  const wanted = tags.map(tag => tag.toLowerCase())
  const unknown = wanted.find(tag => !known.includes(tag))
  if (unknown !== undefined) throw unknownTag(unknown, known)
  const found = cards.filter(card => wanted.every(tag => tagsOf(card).includes(tag)))
  if (found.length > 0) return found
  throw new UserError(`No benchmark has all of the tags ${wanted.join(', ')}.`, 'Ask for fewer of them.')
}

const tagsOf = ({ tags }: BenchmarkCard): string[] => tags.map(tag => tag.toLowerCase())

function unknownTag(tag: string, known: readonly string[]): UserError {
  const guess = nearest(tag, known)
  return new UserError(
    `No benchmark has the tag "${tag}".`,
    `${guess === undefined ? '' : `Did you mean "${guess}"? `}Known: ${known.join(', ')}.`,
  )
}
