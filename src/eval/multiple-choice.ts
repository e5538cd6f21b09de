import { z } from 'zod'
import { choiceForms } from './choice-forms.js'
import { choicePrompt, choiceShot } from './choice-prompt.js'
import { scoreChoice } from './choice-score.js'
import type { ChoiceStyle } from './choice-style.js'
import { defineBenchmark } from './define-benchmark.js'
import { version as scorerVersion } from './scorers/choice.js'
import { LETTERS } from './scorers/choice-text.js'
import type { Benchmark, BenchmarkMetric, ReadPlace, Sample, SampleDraft } from './types.js'

type Declared<RowSchema extends z.ZodObject> = Pick<Benchmark, 'name' | 'title' | 'about' | 'tags' | 'version' | 'data' | 'shots'> &
  Partial<Pick<Benchmark, 'extra' | 'shufflesChoices'>> & {
    row: RowSchema
    /** What the row asks; `choices` are needed, and `target` are letters. */
    read(row: z.output<RowSchema>, place: ReadPlace): ChoiceDraft | null
    /** How the sample is asked and judged; where it depends on options, `read` keeps them in the sample's metadata. */
    style(sample: Sample): ChoiceStyle
    /** The way to the answer, for worked examples. */
    solution?(sample: Sample): string
    /** Worked examples that come with the benchmark, where its data has none; as many of them are shown as the user asks for. */
    worked?: readonly string[]
    metric?: BenchmarkMetric
  }

export type ChoiceDraft = SampleDraft & { choices: readonly string[]; target: string }

const ACCURACY: BenchmarkMetric = { name: 'accuracy', title: 'Accuracy', direction: 'higher' }

/**
 * A benchmark whose answers are letters: prompt, worked examples, reading, scoring and the student's replies are the family's; data, row
 * and style are its own. Its version rises with that of the scorer.
 */
export function defineChoiceBenchmark<RowSchema extends z.ZodObject>(declared: Declared<RowSchema>): Benchmark {
  const { row, read, style, solution, worked, metric = ACCURACY, ...card } = declared
  return defineBenchmark({
    ...card,
    version: declared.version + scorerVersion - 1,
    metrics: [metric],
    row,
    read: (values, place) => checked(read(values, place)),
    prompt(sample, context) {
      const shots = worked === undefined ? context.shots : worked.slice(0, context.args.shots ?? declared.shots.count)
      return [{ role: 'user', content: choicePrompt(sample, style(sample), { ...context, shots }) }]
    },
    shot: sample => choiceShot(sample, style(sample), solution?.(sample)),
    score: (answer, sample) => scoreChoice(answer, sample, style(sample), metric.name),
    forms: sample => choiceForms(sample, style(sample)),
  })
}

/** The letters must be options', and the options as many as there are letters for. */
function checked(draft: ChoiceDraft | null): ChoiceDraft | null {
  if (draft === null) return null
  const { choices, target } = draft
  if (choices.length < 2 || choices.length > LETTERS.length)
    throw badRow('choices', `2 to ${LETTERS.length} options are needed, there are ${choices.length}`)
  const unknown = [...target].find(letter => !LETTERS.slice(0, choices.length).includes(letter))
  if (target === '' || unknown !== undefined) throw badRow('answer', `"${target}" is not a letter of its ${choices.length} options`)
  return draft
}

/** A row that cannot be used, told as its schema would tell it. */
export function badRow(column: string, message: string): z.ZodError {
  return new z.ZodError([{ code: 'custom', path: [column], message, input: undefined }])
}

/** An option's text; files of values hold some as numbers. */
export const optionText = z.union([z.string(), z.number()]).transform(String)

/** The letter of a place: 0 is A. Out of range it is empty, which no key is. */
export const letterOf = (place: number): string => LETTERS[place] ?? ''
