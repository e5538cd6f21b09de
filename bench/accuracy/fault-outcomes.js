/** What `perf` must call each thing that the simulated service did, by the fault in its send log: failure kind and HTTP status. */
export const faultOutcomes = {
  none: 'success 200',
  'rate-limit': 'status 429',
  'server-error': 'status 500',
  cut: 'truncated 200',
  'error-event': 'error-event 200',
  stall: 'read-timeout 200',
  empty: 'empty 200',
}

/** @param {{ failure: string | null, outcome: string, status: number | null }} record */
export const outcomeOf = ({ failure, outcome, status }) => `${failure ?? outcome} ${status}`
