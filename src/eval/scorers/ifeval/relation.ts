import { z } from 'zod'

/** The two comparisons of IFEval. */
export const relation = z.enum(['less than', 'at least'])

/** A number of things; 0 is one. */
export const count = z.number().nonnegative()

export function holds(actual: number, compared: z.output<typeof relation>, limit: number): boolean {
  return compared === 'less than' ? actual < limit : actual >= limit
}

export function matches(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0
}
