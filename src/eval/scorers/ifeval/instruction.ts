import { z } from 'zod'
import { strip } from './python-text.js'

/** One kind of instruction. To add one: an entry with its arguments and its check, and a line in index.ts. */
export interface Instruction {
  /**
   * Reads the arguments of a row.
   * @throws InstructionError where they cannot be used.
   */
  prepare(given: Readonly<Record<string, unknown>>): Check
}

/** Whether a reply that is not blank follows. */
export type Check = (reply: string) => boolean

/** The data asks for what cannot be checked: the row is counted, and nothing is put in its place. */
export class InstructionError extends Error {}

interface Declared<Arguments extends z.ZodObject> {
  arguments: Arguments
  /** Makes the check. A SyntaxError thrown here is an argument that should have been a pattern. */
  check(given: z.output<Arguments>): Check
}

export function defineInstruction<Arguments extends z.ZodObject>(declared: Declared<Arguments>): Instruction {
  return {
    prepare(given) {
      const read = declared.arguments.safeParse(given)
      if (!read.success) throw new InstructionError(problemIn(read.error))
      try {
        return declared.check(read.data)
      } catch (error) {
        if (error instanceof SyntaxError) throw new InstructionError('an argument is not a pattern that can be read')
        throw error
      }
    },
  }
}

/** An instruction without arguments. */
export function plainInstruction(check: Check): Instruction {
  return defineInstruction({ arguments: z.object({}), check: () => check })
}

/** A text that is not blank; blanks around it do not count. */
export const phrase = z.string().transform(strip).pipe(z.string().min(1))

function problemIn({ issues }: z.ZodError): string {
  const names = [...new Set(issues.map(({ path }) => String(path[0] ?? 'arguments')))]
  return `${names.join(' and ')} cannot be used`
}
