import type { PointOutcome } from './measure-point.js'

/** Fewer requests than this and p99 is no more than the slowest one. */
const FEW = 100

/** What a reader should know of a point's figures, beyond its failures. */
export function pointNotes({ metrics, inputCounts }: PointOutcome): string[] {
  const { values, counts } = metrics
  const notes: string[] = []
  if (counts.hiddenReasoning > 0)
    notes.push(`In ${counts.hiddenReasoning} answers reasoning tokens were billed but not streamed; TPOT leaves them out.`)
  if (counts.outputSources.events > 0)
    notes.push('The service sends no usage and no tokenizer was given: output tokens are stream events, an estimate.')
  const coalesced = values.coalescedShare ?? null
  if (coalesced !== null && coalesced > MANY_COALESCED)
    notes.push('Many tokens arrived several in one read, so ITL is the pace of reads, not of tokens; TPOT is not affected.')
  const difference = inputCounts.ours === 0 ? 0 : inputCounts.service / inputCounts.ours - 1
  if (Math.abs(difference) > SAME_COUNT)
    notes.push(`The service counts ${percent(difference)} input tokens than the tokenizer given: is it the tokenizer of this model?`)
  if (counts.succeeded > 0 && counts.succeeded < FEW)
    notes.push(`Where a point has fewer than ${FEW} requests, its p99 is close to its slowest request.`)
  return notes
}

/** Percent of token events that shared a read with another. */
const MANY_COALESCED = 20

/** Share by which two counts of the same prompts may differ. */
const SAME_COUNT = 0.005

const percent = (difference: number): string => `${(Math.abs(difference) * 100).toFixed(1)} % ${difference > 0 ? 'more' : 'fewer'}`
