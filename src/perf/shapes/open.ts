import { poissonArrivals } from './poisson-arrivals.js'
import type { LoadShape } from './types.js'

/** Arrivals at random, `rate` a second on average, however slow the service is. */
export const open: LoadShape = {
  title: 'open loop',
  plan: ({ rate, random }) => ({ due: poissonArrivals(rate ?? 1, random), places: Number.POSITIVE_INFINITY, dueFrom: 'schedule' }),
}
