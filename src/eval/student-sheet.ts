import type { Message } from '../client/types.js'
import { type AnswerSheet, type AnswerSheetEntry, lastUserText, promptKey, type StudentOptions } from '../simulator/answer-sheet.js'
import type { Benchmark, Sample } from './types.js'

export interface SheetItem {
  sample: Sample
  /** What will be sent. */
  messages: readonly Message[]
  benchmark: Benchmark
}

/**
 * The sheet from which the simulated student answers: every prompt with the right and wrong replies of its benchmark. Prompts are told
 * apart by the last message of the user; of several samples with the same one, the first stands on the sheet.
 */
export function makeSheet(items: Iterable<SheetItem>, student: StudentOptions): AnswerSheet {
  const entries = new Map<string, AnswerSheetEntry>()
  for (const { sample, messages, benchmark } of items) {
    const text = lastUserText(messages)
    if (text === null) continue
    const prompt = promptKey(text)
    if (!entries.has(prompt)) entries.set(prompt, { prompt, ...benchmark.forms(sample) })
  }
  return { entries: [...entries.values()], student }
}
