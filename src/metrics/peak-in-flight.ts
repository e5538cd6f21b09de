/** Most requests in flight at one moment; one that ends as another starts makes room for it. Null without requests. */
export function peakInFlight(startedAt: Float64Array, endedAt: Float64Array): number | null {
  if (startedAt.length === 0) return null
  const starts = startedAt.slice().sort()
  const ends = endedAt.slice().sort()
  let ended = 0
  let peak = 0
  for (let started = 1; started <= starts.length; started++) {
    const at = starts[started - 1] ?? 0
    while (ended < started - 1 && (ends[ended] ?? Number.POSITIVE_INFINITY) <= at) ended++
    peak = Math.max(peak, started - ended)
  }
  return peak
}
