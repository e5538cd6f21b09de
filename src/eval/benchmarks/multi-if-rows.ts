import { z } from 'zod'
import { parseJson } from '../../lib/parse-json.js'
import { type GivenInstruction, givenInstructions } from '../scorers/ifeval/follow-instructions.js'

/** A question of a conversation, and all that its answer has to keep. */
export interface Turn {
  question: string
  instructions: GivenInstruction[]
}

/** JSON as the text of a column, or what it holds. */
const json = <Inner extends z.ZodType>(inner: Inner) =>
  z.preprocess(value => (typeof value === 'string' ? (parseJson(value) ?? value) : value), inner)

/** A later turn's columns are empty where the conversation has none. */
const optional = <Inner extends z.ZodType>(inner: Inner) => z.preprocess(value => (value === '' ? null : value), inner.nullish())

const prompt = json(z.looseObject({ content: z.string().min(1) }))
const ids = json(z.array(z.string()).min(1))
const kwargs = json(z.array(json(z.record(z.string(), z.unknown()).nullish())))

export const multiIfRow = z
  .object({
    key: z.union([z.string(), z.number()]).nullish(),
    language: z.string().min(1),
    turn_1_prompt: prompt,
    turn_1_instruction_id_list: ids,
    turn_1_kwargs: optional(kwargs),
    turn_2_prompt: optional(prompt),
    turn_2_instruction_id_list: optional(ids),
    turn_2_kwargs: optional(kwargs),
    turn_3_prompt: optional(prompt),
    turn_3_instruction_id_list: optional(ids),
    turn_3_kwargs: optional(kwargs),
  })
  .superRefine((row, context) => {
    for (const turn of [2, 3] as const)
      if (row[`turn_${turn}_prompt`] != null && row[`turn_${turn}_instruction_id_list`] == null)
        context.addIssue({ code: 'custom', path: [`turn_${turn}_instruction_id_list`], message: 'the prompt has no instructions' })
  })

export type MultiIfRow = z.output<typeof multiIfRow>

/** The turns of a conversation, up to the first that it does not have; at most so many. */
export function turnsOf(row: MultiIfRow, most: number): Turn[] {
  const turns: Turn[] = []
  for (const turn of [1, 2, 3] as const) {
    const [asked, given] = [row[`turn_${turn}_prompt`], row[`turn_${turn}_instruction_id_list`]]
    if (turn > most || asked == null || given == null) break
    turns.push({ question: asked.content, instructions: givenInstructions(given, row[`turn_${turn}_kwargs`]) })
  }
  return turns
}

/** The row as its columns are published, JSON within JSON: what EvalScope scores from. */
export function columnsOf(row: MultiIfRow): Record<string, unknown> {
  const columns: Record<string, unknown> = { key: row.key ?? null, language: row.language }
  for (const turn of [1, 2, 3] as const) {
    columns[`turn_${turn}_prompt`] = textOf(row[`turn_${turn}_prompt`])
    columns[`turn_${turn}_instruction_id_list`] = textOf(row[`turn_${turn}_instruction_id_list`])
    columns[`turn_${turn}_kwargs`] = textOf(row[`turn_${turn}_kwargs`]?.map(given => JSON.stringify(given ?? {})))
  }
  return columns
}

const textOf = (value: unknown): string | null => (value == null ? null : JSON.stringify(value))
