/** @typedef {{ firstTokenMs: number, endMs: number, gapsUs: number[], events: number, outputTokens: number, inputTokens: number | null,
 *   reasoningTokens: number | null, firstAnswerMs: number, tokenSource: string }} Measured  a line of requests.jsonl */
/** @typedef {{ events: { at: number, kind: string, tokens: number }[], promptTokens: number, outputTokens: number, reasoningTokens: number,
 *   endedAt: number }} Sent  a line of the send log */

const tokenKinds = new Set(['content', 'reasoning', 'tool'])

/**
 * One complete stream as it was measured, against how it was sent. Differences are milliseconds: what the client saw minus when it left.
 * @param {Measured} record
 * @param {Sent} sent
 * @param {number} zeroAt the run's zero on the clock of the log
 */
export function compareExchange(record, sent, zeroAt) {
  const tokens = sent.events.filter(event => tokenKinds.has(event.kind))
  const answers = tokens.filter(event => event.kind !== 'reasoning')
  const sentAt = tokens.map(event => event.at)
  const seenAt = seenMoments(readMoments(record, zeroAt), sentAt)
  return {
    // The first token of the answer is the same one, but where reasoning stands before it.
    ttft: [record.firstTokenMs + zeroAt - sentAt[0], record.firstAnswerMs + zeroAt - answers[0].at],
    gaps: sentAt.slice(1).map((at, index) => seenAt[index + 1] - seenAt[index] - (at - sentAt[index])),
    end: [record.endMs + zeroAt - sent.endedAt],
    wrong: {
      events: record.events !== tokens.length,
      outputTokens: record.outputTokens !== sent.outputTokens,
      inputTokens: record.tokenSource === 'usage' && record.inputTokens !== sent.promptTokens,
      reasoningTokens: record.tokenSource === 'usage' && (record.reasoningTokens ?? 0) !== sent.reasoningTokens,
    },
    merged: tokens.length - record.gapsUs.length - 1,
  }
}

/** When each read that carried tokens came. */
function readMoments({ firstTokenMs, gapsUs }, zeroAt) {
  let at = firstTokenMs + zeroAt
  return [at, ...gapsUs.map(gap => (at += gap / 1000))]
}

/**
 * For each event the read that brought it. Where reads brought several events, which did is not recorded: the assignment is taken that
 * has every event after it was sent and no read empty, with the least waiting in all.
 * @param {number[]} reads
 * @param {number[]} sentAt
 */
function seenMoments(reads, sentAt) {
  if (reads.length === sentAt.length) return reads
  const cost = sentAt.map(() => new Float64Array(reads.length).fill(Number.POSITIVE_INFINITY))
  sentAt.forEach((at, event) => {
    for (let read = 0; read <= Math.min(event, reads.length - 1); read++) {
      const before = event === 0 ? 0 : Math.min(cost[event - 1][read], read === 0 ? Number.POSITIVE_INFINITY : cost[event - 1][read - 1])
      const wait = reads[read] - at
      cost[event][read] = before + (wait < 0 ? earlyPenalty - wait : wait)
    }
  })
  const seen = []
  let read = reads.length - 1
  for (let event = sentAt.length - 1; event >= 0; event--) {
    seen[event] = reads[read]
    if (event > 0 && read > 0 && cost[event - 1][read - 1] < cost[event - 1][read]) read--
  }
  return seen
}

/** Milliseconds; an event cannot be seen before it was sent. */
const earlyPenalty = 1e6
