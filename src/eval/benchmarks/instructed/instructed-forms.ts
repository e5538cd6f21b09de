import type { GivenInstruction } from '../../scorers/ifeval/follow-instructions.js'
import { followInstructions } from '../../scorers/ifeval/follow-instructions.js'
import { type Instruction, InstructionError } from '../../scorers/ifeval/instruction.js'
import type { AnswerForms } from '../../types.js'
import { planners } from './planners.js'
import { emptyPlan } from './reply-plan.js'
import { writeReply } from './write-reply.js'

/** Replies enough of each kind. */
const ENOUGH = 6
/** Beginnings from which a reply is written; later ones are tried where earlier ones keep not all instructions. */
const STYLES = 14

/**
 * Replies that keep all instructions, and replies that break at least one: written by plan, and held against the checkers. `known` has
 * these by their ids; unset, those of IFEval.
 */
export function instructedForms(given: readonly GivenInstruction[], known?: Readonly<Record<string, Instruction>>): AnswerForms {
  const plan = emptyPlan()
  for (const { id, kwargs } of given) planners[id]?.(plan, kwargs)
  const right: string[] = []
  for (let style = 0; style < STYLES && right.length < ENOUGH; style++) {
    const reply = writeReply(plan, style)
    if (keepsAll(reply, given, known) === true && !right.includes(reply)) right.push(reply)
  }
  const candidates = [
    ...carelessReplies,
    ...right.slice(0, 2).flatMap(spoil),
    ...right.slice(0, 1).flatMap(reply => addForbidden(reply, plan.avoided)),
  ]
  const wrong = candidates.filter(reply => keepsAll(reply, given, known) === false)
  return { right, wrong: [...wrong.slice(0, ENOUGH), ...wrong.slice(ENOUGH).slice(-ENOUGH)], verbatim: true }
}

/** Null where it cannot be told. */
function keepsAll(
  reply: string,
  given: readonly GivenInstruction[],
  known: Readonly<Record<string, Instruction>> | undefined,
): boolean | null {
  try {
    return followInstructions(reply, given, known).every(({ strict }) => strict)
  } catch (error) {
    if (error instanceof InstructionError) return null
    throw error
  }
}

/** Replies of a model that has not read its instructions; some keep one by chance. */
const carelessReplies: readonly string[] = [
  'Sure, here is what I found, in short: it depends on the weather, the season, and a bit of luck.',
  'Natürlich, gern. Das hängt davon ab, was Sie vorhaben, und wie viel Zeit Sie haben.',
  'VERY LOUD AND VERY CLEAR: NO, NEVER, NOT TODAY AND NOT TOMORROW.',
  'En réalité, tout dépend de la saison, du temps et de la patience de chacun. Bonne chance, et à bientôt.',
  'OK',
  'First, think. Then, write. Last, read it out loud.\n\n- one\n- two\n- three\n- four\n- five\n- six\n- seven\n- eight\n- nine\n- ten\n- eleven',
  'I am sorry, but that is beyond what I can do. Ask me about tea, trains or maps instead!',
  longReply('A teacher once told me that the best letters take a whole week, since the first page is never the one that you keep.'),
  longReply('However, before we go on, let me explain, as simply as possible, what happened at the station, and why it matters.'),
  longReply('THE QUICK ANSWER IS NO! The long answer, which nobody wants to hear, is that people change, slowly, and places do, too.'),
  'Part one, about bread.\n\n***\n\nPart two, about butter.\n\n***\n\nPart three, about cheese, jam, and honey.\n\n***\n\nPart four.\n\n***\n\nPart five.\n\n***\n\nPart six.',
]

function longReply(sentence: string): string {
  return Array.from({ length: 12 }, (_, place) => `${place + 1}) ${sentence}`).join(' ')
}

/** What goes wrong with a reply that was right. */
function spoil(reply: string): string[] {
  return [
    `Of course, here you are:\n\n* bonus, free of charge\n\n${reply}`,
    `${reply}\n\nI hope this helps, and let me know if you need more, e.g. a longer, bolder version!`,
    reply.slice(0, Math.ceil(reply.length / 3)).trim(),
  ]
}

function addForbidden(reply: string, avoided: readonly string[]): string[] {
  if (avoided.length === 0) return []
  const words = Array.from({ length: 40 }, () => avoided.join(' ')).join(' ')
  return ['and', 'or', 'with', 'like', 'of', 'by'].map(joint => `${reply} ${joint} ${words} ${joint}`)
}
