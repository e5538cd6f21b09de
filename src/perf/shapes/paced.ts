import { poissonArrivals } from './poisson-arrivals.js'
import type { LoadShape } from './types.js'

/** Arrivals at random, `rate` a second on average, but never more than `parallel` in flight: what waits for a place is late. */
export const paced: LoadShape = {
  title: 'paced loop',
  plan: ({ parallel, rate, random }) => ({ due: poissonArrivals(rate ?? 1, random), places: parallel ?? 1, dueFrom: 'schedule' }),
}
