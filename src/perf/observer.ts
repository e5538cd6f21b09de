import type { Measure } from '../metrics/measure.js'
import type { Point } from './points.js'
import type { PointResult } from './result.js'

/** Told what happens while a sweep runs; the engine itself never prints. */
export interface PerfObserver {
  /** Before anything is sent. */
  planned(plan: PlannedSweep): void
  pointStarted(point: Point, index: number): void
  /** A request has started or ended; `state` is one object that changes. */
  progressed(state: Readonly<Progress>, measure: Measure | null): void
  pointEnded(result: PointResult): void
  paused(seconds: number): void
}

export interface PlannedSweep {
  target: string
  model: string
  simulated: boolean
  points: Point[]
  /** Requests in all, warm-up included. */
  requests: number
  /** Most output tokens that the service may be asked for; null where no limit is sent. */
  maxOutputTokens: number | null
  /** Seconds after which a point starts no further request; null where the number alone ends it. */
  duration: number | null
  folder: string
}

export interface Progress {
  phase: 'warmup' | 'measured'
  total: number
  started: number
  ended: number
  failed: number
  outputTokens: number
}
