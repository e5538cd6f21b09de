import type { Message } from '../client/types.js'
import { type AnswerSheet, type AnswerSheetEntry, promptKey, type StudentOptions, userText } from '../simulator/answer-sheet.js'
import type { Benchmark, Sample } from './types.js'

export interface SheetItem {
  sample: Sample
  /** What will be sent. */
  messages: readonly Message[]
  benchmark: Benchmark
  /** Of a conversation: what the user says after the first answer. */
  later?: readonly string[]
}

/**
 * The sheet from which the simulated student answers: every prompt with the right and wrong replies of its benchmark. Prompts are told
 * apart by what the user said; of several samples with the same words, the first stands on the sheet.
 */
export function makeSheet(items: Iterable<SheetItem>, student: StudentOptions): AnswerSheet {
  const entries = new Map<string, AnswerSheetEntry>()
  for (const { sample, benchmark, ...item } of items) {
    for (const [turn, text] of textsOf(item).entries()) {
      const prompt = promptKey(text)
      if (entries.has(prompt)) continue
      const forms = benchmark.forms(sample, turn)
      // What cannot be answered either way (instructions that contradict each other) is not for this student.
      if (forms.right.length > 0 && forms.wrong.length > 0) entries.set(prompt, { prompt, ...forms })
    }
  }
  return { entries: [...entries.values()], student }
}

/** What the user will have said at each question. */
function textsOf({ messages, later = [] }: Pick<SheetItem, 'messages' | 'later'>): string[] {
  const questions = later.map((content): Message => ({ role: 'user', content }))
  return [messages.length, ...questions.map((_, place) => messages.length + place + 1)].flatMap(
    length => userText([...messages, ...questions].slice(0, length)) ?? [],
  )
}
