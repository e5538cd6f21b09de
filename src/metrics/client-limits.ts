/** What shows whether the load generator kept up; null where it was not measured. */
export interface ClientReadings {
  loopDelayP99Ms: number | null
  /** CPU of one thread, 0 to 1. */
  cpuShare: number | null
  startLagP99Ms: number | null
  medianTtftMs: number | null
}

const loopDelayLimitMs = 5
const cpuLimit = 0.8
const startLagFloorMs = 1
const startLagShareOfTtft = 0.01

/** Why the figures may be the load generator's rather than the service's, one sentence each; empty when it kept up. */
export function clientLimits(readings: ClientReadings): string[] {
  const { loopDelayP99Ms, cpuShare, startLagP99Ms, medianTtftMs } = readings
  const startLagLimitMs = Math.max(startLagFloorMs, startLagShareOfTtft * (medianTtftMs ?? 0))
  const reasons: string[] = []
  if (loopDelayP99Ms !== null && loopDelayP99Ms > loopDelayLimitMs) {
    reasons.push(`The load generator's event loop was up to ${ms(loopDelayP99Ms)} late (p99; limit ${ms(loopDelayLimitMs)}).`)
  }
  if (cpuShare !== null && cpuShare > cpuLimit) {
    reasons.push(`The load generator used ${percent(cpuShare)} of a CPU core (limit ${percent(cpuLimit)}).`)
  }
  if (startLagP99Ms !== null && startLagP99Ms > startLagLimitMs) {
    reasons.push(`Requests started up to ${ms(startLagP99Ms)} late (p99; limit ${ms(startLagLimitMs)}).`)
  }
  return reasons
}

function ms(value: number): string {
  return `${Number(value.toPrecision(3))} ms`
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`
}
