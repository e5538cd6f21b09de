import { plainInstruction } from './instruction.js'

/** The ASCII comma alone. */
export const noComma = plainInstruction(reply => !reply.includes(','))
