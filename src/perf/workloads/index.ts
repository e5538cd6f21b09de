import { defineRegistry } from '../../lib/registry.js'
import { builtin } from './builtin.js'
import { custom } from './custom.js'
import { lineByLine } from './line-by-line.js'
import { longalpaca } from './longalpaca.js'
import { openqa } from './openqa.js'
import { random } from './random.js'
import type { Workload } from './types.js'

export const workloads = defineRegistry<Workload>()('dataset', {
  builtin,
  random,
  openqa,
  longalpaca,
  line_by_line: lineByLine,
  custom,
})
