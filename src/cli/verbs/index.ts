import { defineRegistry } from '../../lib/registry.js'
import { app } from './app.js'
import { benchmarks } from './benchmarks.js'
import { collection } from './collection.js'
import { compare } from './compare.js'
import { download } from './download.js'
import { evalVerb } from './eval.js'
import { perf } from './perf.js'
import { score } from './score.js'
import { simulate } from './simulate.js'
import type { Verb } from './types.js'

export const verbs = defineRegistry<Verb>()('verb', {
  perf,
  eval: evalVerb,
  score,
  compare,
  collection,
  benchmarks,
  download,
  app,
  simulate,
})
