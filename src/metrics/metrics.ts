import { defineRegistry } from '../lib/registry.js'
import { distributions } from './distributions.js'
import type { Metric } from './metric.js'
import { scalars } from './scalars.js'

/** Every metric by id: what is collected, tabled, compared with thresholds and documented. */
export const metrics = defineRegistry<Metric>()('metric', { ...scalars, ...distributions })

export type MetricId = (typeof metrics.names)[number]
