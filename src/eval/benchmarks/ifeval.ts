import { z } from 'zod'
import { defineBenchmark } from '../define-benchmark.js'
import { fillTemplate } from '../fill-template.js'
import {
  type Followed,
  followInstructions,
  type GivenInstruction,
  givenInstructions,
  version,
} from '../scorers/ifeval/follow-instructions.js'
import { InstructionError } from '../scorers/ifeval/instruction.js'
import type { Sample, Score } from '../types.js'
import { instructedForms } from './instructed/instructed-forms.js'

/** What says how a reply is scored; EvalScope scores from the same columns. */
const given = z.object({
  instruction_id_list: z.array(z.string()).min(1),
  kwargs: z.array(z.record(z.string(), z.unknown()).nullish()).nullish(),
})

/** How many instructions a prompt gives: the weight of the pooled measures. */
const WEIGHT = 'instructions'

/** IFEval (Zhou et al. 2023): whether replies keep instructions that can be checked. */
export const ifeval = defineBenchmark({
  name: 'ifeval',
  title: 'IFEval',
  about:
    'Prompts with one to three instructions that a program can check, of 25 kinds. Strict takes the reply as it is; loose also forgives a first or last line too many and bold type. Prompt level wants every instruction of a prompt; instruction level comes as the mean over prompts of the share that was followed (as EvalScope has it) and pooled over all instructions (as the authors have it).',
  tags: ['instruction-following'],
  version,
  data: {
    address: { modelscope: 'opencompass/ifeval', huggingface: 'google/IFEval' },
    split: 'train',
    subsets: ['default'],
    subsetsAre: 'configs',
  },
  metrics: [
    { name: 'prompt_level_strict', title: 'Prompt level, strict', direction: 'higher' },
    { name: 'inst_level_strict', title: 'Instruction level, strict, mean over prompts', direction: 'higher' },
    { name: 'prompt_level_loose', title: 'Prompt level, loose', direction: 'higher' },
    { name: 'inst_level_loose', title: 'Instruction level, loose, mean over prompts', direction: 'higher' },
    { name: 'inst_level_strict_pooled', title: 'Instruction level, strict, pooled', direction: 'higher', weight: WEIGHT },
    { name: 'inst_level_loose_pooled', title: 'Instruction level, loose, pooled', direction: 'higher', weight: WEIGHT },
  ],
  row: z.object({
    key: z.union([z.number(), z.string()]).nullish(),
    prompt: z.string().min(1),
    ...given.shape,
  }),
  read({ key, prompt, instruction_id_list: ids, kwargs }) {
    const named = givenInstructions(ids, kwargs).map(({ kwargs: own }) => own)
    return { question: prompt, target: ids, metadata: { key: key ?? null, prompt, instruction_id_list: ids, kwargs: named } }
  },
  prompt: ({ question, subset }, { args }) => [{ role: 'user', content: wordsOf(question, subset, args.promptTemplate) }],
  score: (answer, sample) => scoreReply(answer, instructionsOf(sample)),
  forms: sample => instructedForms(instructionsOf(sample)),
})

function wordsOf(question: string, subset: string, template: string | null): string {
  return template === null ? question : fillTemplate(template, { question, query: question, subset_name: subset })
}

function instructionsOf({ metadata }: Sample): GivenInstruction[] {
  const { instruction_id_list: ids, kwargs } = given.parse(metadata)
  return givenInstructions(ids, kwargs)
}

function scoreReply(answer: string, instructions: readonly GivenInstruction[]): Score {
  try {
    const followed = followInstructions(answer, instructions)
    return { values: valuesOf(followed), ...wordsAbout(followed, answer), details: { instructions: followed } }
  } catch (error) {
    if (!(error instanceof InstructionError)) throw error
    return { values: {}, extracted: null, rule: 'unusable-instruction', reason: `Not checked: ${error.message}.`, notScored: error.message }
  }
}

function valuesOf(followed: readonly Followed[]): Record<string, number> {
  const strict = shareOf(followed, 'strict')
  const loose = shareOf(followed, 'loose')
  return {
    prompt_level_strict: Number(strict === 1),
    inst_level_strict: strict,
    prompt_level_loose: Number(loose === 1),
    inst_level_loose: loose,
    inst_level_strict_pooled: strict,
    inst_level_loose_pooled: loose,
    [WEIGHT]: followed.length,
  }
}

const shareOf = (followed: readonly Followed[], way: 'strict' | 'loose'): number =>
  followed.filter(one => one[way]).length / followed.length

function wordsAbout(followed: readonly Followed[], answer: string): Pick<Score, 'extracted' | 'rule' | 'reason'> {
  if (answer.trim() === '') return { extracted: null, rule: 'empty', reason: 'The reply is empty.' }
  const missed = followed.filter(({ strict }) => !strict).map(({ id, loose }) => (loose ? `${id} (kept loosely)` : id))
  const kept = `${followed.length - missed.length} of ${followed.length}`
  const reason = missed.length === 0 ? 'Every instruction is kept.' : `Not kept: ${missed.join(', ')}.`
  return { extracted: kept, rule: missed.length === 0 ? 'all-kept' : 'not-all-kept', reason }
}
