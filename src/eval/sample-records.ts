import { cutText } from '../report/cut-text.js'
import type { RecordsSection, ReportRecord } from '../report/types.js'
import type { AnswerStore } from './answer-store.js'
import type { Outcome } from './outcome.js'
import { readMessages, saidIn } from './records.js'
import type { Task } from './tasks.js'
import { splitThinking } from './thinking.js'

/** Samples that a page carries; `app` shows the rest. */
const MOST = 200
const LONGEST = 4096
/** Characters of a question in the list. */
const HEADLINE = 120

/** Some samples with their answers, wrong ones first, for the page. */
export function sampleRecords(outcomes: ReadonlyMap<Task, Outcome>, store: AnswerStore): RecordsSection | null {
  const ranked = [...outcomes].map(([task, outcome]) => ({ task, outcome, rank: rankOf(task, outcome) })).sort((a, b) => a.rank - b.rank)
  if (ranked.length === 0) return null
  const shown = ranked.slice(0, MOST)
  const note =
    ranked.length > MOST ? `${MOST} of ${ranked.length} answers, wrong ones first; "evalscope-ts app" shows the rest.` : 'Wrong ones first.'
  return {
    kind: 'records',
    id: 'samples',
    title: 'Samples',
    note,
    records: shown.map(({ task, outcome }) => toRecord(task, outcome, store)),
  }
}

const rankOf = ({ dataset }: Task, { values }: Outcome): number =>
  values === null ? 1 : (values[dataset.benchmark.metrics[0].name] ?? 0) < 1 ? 0 : 2

function toRecord(task: Task, outcome: Outcome, store: AnswerStore): ReportRecord {
  const { sample, dataset, generation } = task
  const value = outcome.values?.[dataset.benchmark.metrics[0].name]
  const nth = generation > 0 ? ` (answer ${generation + 1})` : ''
  return {
    title: `${sample.benchmark} / ${sample.subset} / ${sample.row}${nth}: ${headline(sample.question)}`,
    verdict: verdictOf(value, outcome),
    tone: value === undefined ? 'neutral' : value >= 1 ? 'good' : 'bad',
    fields: fieldsOf(task, outcome, store).filter(field => field.value !== ''),
  }
}

function headline(question: string): string {
  const line = question.trim().replace(/\s+/g, ' ')
  return line.length <= HEADLINE ? line : `${line.slice(0, HEADLINE - 1)}…`
}

function verdictOf(value: number | undefined, { truncated }: Outcome): string {
  if (value === undefined) return 'not scored'
  if (value >= 1) return 'right'
  if (value > 0) return `in part (${value.toFixed(2)})`
  return truncated ? 'cut off' : 'wrong'
}

function fieldsOf({ sample, key, ...task }: Task, { notScored }: Outcome, store: AnswerStore): ReportRecord['fields'] {
  const review = store.lastReview(key)
  const prediction = store.prediction(key)
  const messages = prediction === null ? task.messages : readMessages(prediction)
  const said = prediction === null ? { content: '', reasoning: '' } : saidIn(prediction)
  const { thinking, answer } = splitThinking(said.content)
  const decision = review === null ? (notScored ?? '') : `${review.evalscope_ts.rule}: ${review.sample_score.score.explanation ?? ''}`
  return [
    { label: 'Prompt', value: cut(messages.map(message => promptText(message, messages.length)).join('\n\n')) },
    { label: 'Reasoning', value: cut([said.reasoning, thinking].filter(text => text !== '').join('\n\n')) },
    { label: 'Answer', value: cut(answer) },
    { label: 'Read as', value: cut(review?.sample_score.score.extracted_prediction ?? 'nothing could be read') },
    { label: 'Key', value: cut([sample.target].flat().join(', ')) },
    { label: 'Decided by', value: cut(decision) },
  ]
}

function promptText({ role, content }: Task['messages'][number], count: number): string {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 1)
  return count > 1 ? `[${role}]\n${text}` : text
}

const cut = (text: string): string => cutText(text, LONGEST)
