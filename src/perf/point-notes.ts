import type { PointOutcome } from './measure-point.js'

/** Fewer requests than this and p99 is no more than the slowest one. */
const FEW = 100

/** What a reader should know of a point's figures, beyond its failures. The same words at every point, so that a report tells them once. */
export function pointNotes({ metrics }: Pick<PointOutcome, 'metrics'>): string[] {
  const { values, counts } = metrics
  const notes: string[] = []
  if (counts.hiddenReasoning > 0) notes.push('Reasoning tokens were billed but not streamed; TPOT leaves them out.')
  if (counts.outputSources.events > 0)
    notes.push('The service sends no usage and no tokenizer was given: output tokens are stream events, an estimate.')
  const coalesced = values.coalescedShare ?? null
  if (coalesced !== null && coalesced > MANY_COALESCED)
    notes.push('Many tokens arrived several in one read, so ITL is the pace of reads, not of tokens; TPOT is not affected.')
  if (counts.succeeded > 0 && counts.succeeded < FEW)
    notes.push(`Where a point has fewer than ${FEW} requests, its p99 is close to its slowest request.`)
  return notes
}

/** Percent of token events that shared a read with another. */
const MANY_COALESCED = 20
