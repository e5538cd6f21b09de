import type { BenchmarkCard, BenchmarkOption } from '../eval/benchmark-card.js'

/** What a card tells, as names and texts in the order of reading; what a benchmark does not have is left out. */
export function cardFacts(card: BenchmarkCard): [name: string, text: string][] {
  const facts: [string, string][] = [
    ['Tags', card.tags.join(', ')],
    ['ModelScope', card.modelscope ?? ''],
    ['Hugging Face', card.huggingface ?? ''],
    ['Data', card.packaged ? 'ships with the package' : (card.modelscope ?? card.huggingface ?? null) ? '' : 'your own files'],
    ['Split', card.split],
    ['Columns', card.columns.join(', ')],
    ['Subsets', subsetsText(card)],
    ['Worked examples', shotsText(card)],
    ['Metrics', card.metrics.map(({ name, title, direction }) => `${name} (${title}, ${direction} is better)`).join('; ')],
    ['Scored by', scoredBy(card)],
    ['Options', card.options.map(optionText).join('\n')],
    ['Version', String(card.version)],
  ]
  return facts.filter(([, text]) => text !== '')
}

/** `name: what it does (one of: a, b; default: a)` */
export function optionText({ name, about, choices, default: value }: BenchmarkOption): string {
  const remarks = [
    choices.length > 0 ? `one of: ${choices.join(', ')}` : '',
    value === undefined || value === null ? '' : `default: ${JSON.stringify(value)}`,
  ]
  const told = remarks.filter(remark => remark !== '').join('; ')
  return `${name}: ${about}${told === '' ? '' : ` (${told})`}`
}

function subsetsText({ subsets }: BenchmarkCard): string {
  return subsets.length > 1 ? `${subsets.length}: ${subsets.join(', ')}` : subsets.join()
}

function shotsText({ shots: { count, most, split } }: BenchmarkCard): string {
  const from = split === null ? '' : ` from ${split}`
  if (count > 0) return `${count}${from}${most === null ? '' : `, at most ${most}`}`
  if (most === 0 || (most === null && split === null)) return 'none'
  return `none unless asked for${from}${most === null ? '' : `, at most ${most}`}`
}

function scoredBy({ judged, runsPrograms }: BenchmarkCard): string {
  return runsPrograms ? 'running the programs that the model writes' : judges[judged]
}

const judges: Record<BenchmarkCard['judged'], string> = {
  never: 'rules',
  'on-request': 'rules; a judge model where its strategy is llm or llm_recall',
  'if-configured': 'a judge model where one is configured, else rules',
  always: 'a judge model, which must be configured',
}
