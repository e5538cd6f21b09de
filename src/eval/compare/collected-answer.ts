import type { ComparedAnswer } from './types.js'

/** Lines of a collection count by the main metric of their own benchmark. */
export function asCollected(answer: ComparedAnswer): ComparedAnswer {
  return { ...answer, values: answer.main === null ? null : { score: answer.main } }
}
