import { defineRegistry } from '../../lib/registry.js'
import { benchmarks } from './benchmarks.js'
import { evalVerb } from './eval.js'
import { perf } from './perf.js'
import { simulate } from './simulate.js'
import type { Verb } from './types.js'

export const verbs = defineRegistry<Verb>()('verb', { perf, eval: evalVerb, benchmarks, simulate })
