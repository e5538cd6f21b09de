import { instructions } from './index.js'
import { type Check, InstructionError } from './instruction.js'
import { looseVariants } from './loose-variants.js'
import { strip } from './python-text.js'

export const version = 1

export interface GivenInstruction {
  id: string
  kwargs: Readonly<Record<string, unknown>>
}

export interface Followed {
  id: string
  strict: boolean
  loose: boolean
}

/** Replies longer than this are none that a model gives; they are not checked. */
const MOST_CHARACTERS = 2_000_000

/**
 * Which instructions a reply follows. Nothing follows where the reply is blank.
 *
 * @throws InstructionError where an instruction is not known, its arguments cannot be used, or the reply is too long to be checked.
 */
export function followInstructions(reply: string, given: readonly GivenInstruction[]): Followed[] {
  const checks = given.map(one => ({ id: one.id, check: prepare(one) }))
  if (reply.length > MOST_CHARACTERS) throw new InstructionError(`the reply is longer than ${MOST_CHARACTERS} characters`)
  const variants = looseVariants(reply).filter(variant => strip(variant) !== '')
  return checks.map(({ id, check }) => {
    const strict = strip(reply) !== '' && check(reply)
    return { id, strict, loose: strict || variants.some(variant => variant !== reply && check(variant)) }
  })
}

function prepare({ id, kwargs }: GivenInstruction): Check {
  const known = Object.entries(instructions.parts).find(([name]) => name === id)?.[1]
  if (known === undefined) throw new InstructionError(`the instruction ${id} is not known`)
  try {
    return known.prepare(kwargs)
  } catch (error) {
    if (error instanceof InstructionError) throw new InstructionError(`${id}: ${error.message}`)
    throw error
  }
}
