import type { Random } from '../../lib/random.js'

/** What a load shape decides of one load point: when requests may start, and how many may be in flight. */
export interface LoadPlan {
  /** Ascending milliseconds after the point's beginning at which request i is due; ends where the shape ends. */
  due: Iterable<number>
  /** Most requests in flight; Infinity is no limit. */
  places: number
  /** What `dueAt` counts from: the moment a place came free, or the schedule. */
  dueFrom: 'place' | 'schedule'
}

export interface ShapeSettings {
  /** Requests in flight; null where the shape has no limit. */
  parallel: number | null
  /** Requests a second; null where the shape is not paced. */
  rate: number | null
  random: Random
}

export interface LoadShape {
  title: string
  plan(settings: ShapeSettings): LoadPlan
}
