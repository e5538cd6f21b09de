import { z } from 'zod'
import { defineBenchmark } from '../define-benchmark.js'
import { fillTemplate } from '../fill-template.js'
import { type Followed, followInstructions } from '../scorers/ifeval/follow-instructions.js'
import { InstructionError } from '../scorers/ifeval/instruction.js'
import { multilingual } from '../scorers/ifeval/multilingual.js'
import type { BenchmarkArgs, BenchmarkMetric, Sample, Score } from '../types.js'
import { instructedForms } from './instructed/instructed-forms.js'
import { columnsOf, multiIfRow, type Turn, turnsOf } from './multi-if-rows.js'

const MOST_TURNS = 3

const extra = z.strictObject({
  max_turns: z.int().min(1).max(MOST_TURNS).default(MOST_TURNS).describe('Questions of each conversation that are asked, 1 to 3.'),
})

const levels = {
  prompt_level_strict: 'prompt, strict',
  inst_level_strict: 'inst., strict, mean',
  prompt_level_loose: 'prompt, loose',
  inst_level_loose: 'inst., loose, mean',
} as const

/** Multi-IF (He et al. 2024): instructions that add up over three turns, in eight languages. */
export const multiIf = defineBenchmark({
  name: 'multi_if',
  title: 'Multi-IF',
  about:
    'Conversations of up to three turns in eight languages; each turn adds an instruction that a program can check, and the earlier ones still hold. Every question is asked with the model’s own earlier answers before it, without their thinking. The main score is the share of conversations whose last answer keeps every instruction, strictly.',
  tags: ['instruction-following', 'multi-turn', 'multilingual'],
  version: 1,
  data: {
    address: { modelscope: 'facebook/Multi-IF', huggingface: 'facebook/Multi-IF' },
    split: 'train',
    subsets: ['Chinese', 'English', 'Italian', 'Spanish', 'Hindi', 'Portuguese', 'French', 'Russian'],
    subsetsAre: 'rows',
  },
  metrics: [
    { name: 'last_turn_prompt_level_strict', title: 'Last turn: prompt, strict', direction: 'higher' },
    ...[1, 2, 3].flatMap(metricsOfTurn),
    { name: 'average', title: 'Average over turns', direction: 'higher' },
  ],
  extra,
  row: multiIfRow,
  read(row, { args }) {
    const turns = turnsOf(row, mostTurns(args))
    const [first, last] = [turns[0], turns.at(-1)]
    if (first === undefined || last === undefined) return null
    return { question: first.question, target: last.instructions.map(({ id }) => id), subset: row.language, metadata: columnsOf(row) }
  },
  prompt: (sample, { args }) => [{ role: 'user', content: wordsOf(sample.question, sample, args) }],
  next(sample, answers, args) {
    const turn = turnsIn(sample, mostTurns(args))[answers.length]
    return turn === undefined ? null : wordsOf(turn.question, sample, args)
  },
  score: (answer, sample, { args, earlier }) => scoreTurns(turnsIn(sample, mostTurns(args)), answer, earlier),
  forms(sample, turn) {
    const turns = turnsIn(sample, MOST_TURNS)
    return instructedForms((turn === undefined ? turns.at(-1) : turns[turn])?.instructions ?? [], multilingual)
  },
})

function metricsOfTurn(turn: number): BenchmarkMetric[] {
  const named = (name: string, title: string): BenchmarkMetric => ({
    name: `turn_${turn}_${name}`,
    title: `Turn ${turn}: ${title}`,
    direction: 'higher',
  })
  return [
    ...Object.entries(levels).map(([name, title]) => named(name, title)),
    ...['strict', 'loose'].map(way => ({
      ...named(`inst_level_${way}_pooled`, `inst., ${way}, pooled`),
      weight: `turn_${turn}_instructions`,
    })),
    named('average', 'average'),
  ]
}

const mostTurns = (args: BenchmarkArgs): number => extra.parse(args.extra).max_turns

const turnsIn = ({ metadata }: Sample, most: number): Turn[] => turnsOf(multiIfRow.parse(metadata), most)

function wordsOf(question: string, { subset }: Sample, { promptTemplate }: BenchmarkArgs): string {
  return promptTemplate === null ? question : fillTemplate(promptTemplate, { question, query: question, subset_name: subset })
}

/** Where the earlier answers are not known, `answer` is that to the last question; where they end early, nothing more was said. */
function scoreTurns(turns: readonly Turn[], answer: string, earlier?: readonly string[]): Score {
  const answers = [...(earlier ?? turns.slice(1).map(() => '')), answer]
  try {
    const followed = turns.map(({ instructions }, place) => followInstructions(answers[place] ?? '', instructions, multilingual))
    return { values: valuesOf(followed), ...wordsAbout(followed, answers[turns.length - 1] ?? ''), details: { turns: followed } }
  } catch (error) {
    if (!(error instanceof InstructionError)) throw error
    return { values: {}, extracted: null, rule: 'unusable-instruction', reason: `Not checked: ${error.message}.`, notScored: error.message }
  }
}

function valuesOf(turns: readonly Followed[][]): Record<string, number> {
  const byTurn = turns.map(levelsOf)
  const averages = byTurn.map(values => mean(Object.values(values)))
  const named = byTurn.flatMap((values, place): [string, number][] => [
    ...Object.entries(values).map(([name, value]): [string, number] => [`turn_${place + 1}_${name}`, value]),
    [`turn_${place + 1}_inst_level_strict_pooled`, values.inst_level_strict],
    [`turn_${place + 1}_inst_level_loose_pooled`, values.inst_level_loose],
    [`turn_${place + 1}_instructions`, turns[place]?.length ?? 0],
    [`turn_${place + 1}_average`, averages[place] ?? 0],
  ])
  return { last_turn_prompt_level_strict: byTurn.at(-1)?.prompt_level_strict ?? 0, ...Object.fromEntries(named), average: mean(averages) }
}

function levelsOf(followed: readonly Followed[]): Record<keyof typeof levels, number> {
  const [strict, loose] = [mean(followed.map(one => Number(one.strict))), mean(followed.map(one => Number(one.loose)))]
  return {
    prompt_level_strict: Number(strict === 1),
    inst_level_strict: strict,
    prompt_level_loose: Number(loose === 1),
    inst_level_loose: loose,
  }
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)

/** Read out of the last answer, which decides the main score; the sentence is about all. */
function wordsAbout(turns: readonly Followed[][], lastAnswer: string): Pick<Score, 'extracted' | 'rule' | 'reason'> {
  const last = turns.at(-1) ?? []
  const missed = turns.flatMap((followed, place) => {
    const names = followed.filter(({ strict }) => !strict).map(({ id, loose }) => (loose ? `${id} (kept loosely)` : id))
    return names.length === 0 ? [] : [`turn ${place + 1}: ${names.join(', ')}`]
  })
  const kept = `${last.filter(({ strict }) => strict).length} of ${last.length}`
  const reason = missed.length === 0 ? 'Every instruction is kept in every turn.' : `Not kept: ${missed.join('; ')}.`
  if (lastAnswer.trim() === '') return { extracted: null, rule: 'empty', reason: `The last answer is empty. ${reason}` }
  return { extracted: kept, rule: last.every(({ strict }) => strict) ? 'all-kept' : 'not-all-kept', reason }
}
