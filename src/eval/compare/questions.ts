import { journalLines } from '../../runs/journal.js'
import { plainEntries, plainFile } from '../../runs/plain-files.js'
import { foreignKey, readMessages, readPrediction, readReview } from '../answer-lines.js'
import type { ComparedRun } from './types.js'

/** Characters of a question that are shown beside its answers. */
const headline = 160

/** The beginnings of the questions that these answers belong to, by the answers' keys. */
export async function questionsOf(run: ComparedRun, keys: ReadonlySet<string>): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  if (keys.size === 0) return found
  for (const kind of ['predictions', 'reviews'] as const) {
    // Reviews repeat the prompts; they are needed only where predictions were not kept.
    if (found.size < keys.size) await lookInto(run, kind, keys, found)
  }
  return found
}

async function lookInto(
  { folder, modelId }: ComparedRun,
  kind: 'predictions' | 'reviews',
  keys: ReadonlySet<string>,
  found: Map<string, string>,
): Promise<void> {
  const read = kind === 'predictions' ? questionInPrediction : questionInReview
  for (const name of (await plainEntries(folder, kind, modelId)).files.filter(file => file.endsWith('.jsonl'))) {
    const file = await plainFile(folder, kind, modelId, name)
    if (file === null) continue
    for await (const { text } of journalLines(file.path)) {
      const asked = read(text, name)
      if (asked !== null && keys.has(asked.key) && !found.has(asked.key)) found.set(asked.key, asked.question.slice(0, headline))
    }
  }
}

interface Question {
  key: string
  question: string
}

function questionInPrediction(text: string, file: string): Question | null {
  const line = readPrediction(text)
  if (line === null) return null
  const { key = foreignKey(file, line.index), question = lastAsked(line.messages) } = line.evalscope_ts ?? {}
  return { key, question }
}

function questionInReview(text: string, file: string): Question | null {
  const line = readReview(text)
  return line === null ? null : { key: line.evalscope_ts?.key ?? foreignKey(file, line.index), question: lastAsked(line.messages) }
}

const lastAsked = (messages: readonly unknown[]): string => readMessages(messages).findLast(({ role }) => role === 'user')?.content ?? ''
