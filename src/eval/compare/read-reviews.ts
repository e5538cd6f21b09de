import { journalLines } from '../../runs/journal.js'
import { plainEntries, plainFile } from '../../runs/plain-files.js'
import { foreignKey, mainScore, type ReviewLine, readMessages, readReview, targetsOf } from '../answer-lines.js'
import { voteOf } from '../repeated-answers.js'
import { sha256 } from '../sample-id.js'
import type { ComparedAnswer } from './types.js'

export interface ReadAnswer {
  answer: ComparedAnswer
  /** Name of its file. */
  file: string
  review: ReviewLine
}

/** Every score below reviews/<model>, file by file in the order of their lines. Lines that are no reviews are passed over. */
export async function* readReviews(folder: string, model: string): AsyncGenerator<ReadAnswer> {
  for (const file of (await plainEntries(folder, 'reviews', model)).files.filter(name => name.endsWith('.jsonl'))) {
    const found = await plainFile(folder, 'reviews', model, file)
    if (found === null) continue
    for await (const { text } of journalLines(found.path)) {
      const review = readReview(text)
      if (review !== null) yield { file, review, answer: answerOf(review, file) }
    }
  }
}

function answerOf(review: ReviewLine, file: string): ComparedAnswer {
  const { evalscope_ts: ours, sample_score, target, index } = review
  return {
    generation: ours?.generation ?? sample_score.generation_index ?? 0,
    key: ours?.key ?? foreignKey(file, index),
    values: valuesOf(review),
    main: review.evalscope_ts?.notScored ? null : mainScore(review),
    vote: voteOf(sample_score.score.extracted_prediction ?? null),
    prompt: promptHash(review),
    target: short(targetsOf(target).join('\n')),
    scorer: ours?.scorer ?? null,
    judges: judgesOf(sample_score.score.judge_summary),
  }
}

function valuesOf(review: ReviewLine): ComparedAnswer['values'] {
  if (review.evalscope_ts?.notScored || mainScore(review) === null) return null
  const known = Object.entries(review.sample_score.score.value).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, value] as const] : typeof value === 'boolean' ? [[name, Number(value)] as const] : [],
  )
  return Object.fromEntries(known)
}

/** Of what was said before the answer, by role and words: writers put different fields beside them. */
function promptHash({ messages }: ReviewLine): string {
  const asked = readMessages(messages)
  return short(
    JSON.stringify((asked.at(-1)?.role === 'assistant' ? asked.slice(0, -1) : asked).map(({ role, content }) => [role, content])),
  )
}

const judgesOf = (summary: { judge_models?: readonly string[] | undefined } | null | undefined): string =>
  (summary?.judge_models ?? []).join(', ')

const short = (text: string): string => sha256(text).slice(0, 16)
