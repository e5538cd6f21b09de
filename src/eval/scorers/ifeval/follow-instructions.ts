import { instructions } from './index.js'
import { type Check, type Instruction, InstructionError } from './instruction.js'
import { looseVariants } from './loose-variants.js'
import { strip } from './python-text.js'

export const version = 1

export interface GivenInstruction {
  id: string
  kwargs: Readonly<Record<string, unknown>>
}

/** The instructions of a row: tables have every argument of every kind in it, and null where it is not meant. */
export function givenInstructions(
  ids: readonly string[],
  kwargs: readonly (Readonly<Record<string, unknown>> | null | undefined)[] | null | undefined,
): GivenInstruction[] {
  return ids.map((id, place) => ({
    id,
    kwargs: Object.fromEntries(Object.entries(kwargs?.[place] ?? {}).filter(([, value]) => value !== null && value !== undefined)),
  }))
}

export interface Followed {
  id: string
  strict: boolean
  loose: boolean
}

/** Replies longer than this are none that a model gives; they are not checked. */
const MOST_CHARACTERS = 2_000_000

/**
 * Which instructions a reply follows. Nothing follows where the reply is blank. `known` has the checks by their ids; unset, those of IFEval.
 *
 * @throws InstructionError where an instruction is not known, its arguments cannot be used, or the reply is too long to be checked.
 */
export function followInstructions(
  reply: string,
  given: readonly GivenInstruction[],
  known: Readonly<Record<string, Instruction>> = instructions.parts,
): Followed[] {
  const checks = given.map(one => ({ id: one.id, check: prepare(one, known) }))
  if (reply.length > MOST_CHARACTERS) throw new InstructionError(`the reply is longer than ${MOST_CHARACTERS} characters`)
  const variants = looseVariants(reply).filter(variant => strip(variant) !== '')
  return checks.map(({ id, check }) => {
    const strict = strip(reply) !== '' && check(reply)
    return { id, strict, loose: strict || variants.some(variant => variant !== reply && check(variant)) }
  })
}

function prepare({ id, kwargs }: GivenInstruction, known: Readonly<Record<string, Instruction>>): Check {
  const instruction = Object.hasOwn(known, id) ? known[id] : undefined
  if (instruction === undefined) throw new InstructionError(`the instruction ${id} is not known`)
  try {
    return instruction.prepare(kwargs)
  } catch (error) {
    if (error instanceof InstructionError) throw new InstructionError(`${id}: ${error.message}`)
    throw error
  }
}
