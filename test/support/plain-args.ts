import type { BenchmarkArgs } from '../../src/eval/types.js'

/** A benchmark's options where the user gave none. */
export const plainArgs: BenchmarkArgs = {
  subsets: null,
  shots: null,
  randomShots: false,
  promptTemplate: null,
  systemPrompt: null,
  shuffle: false,
  shuffleChoices: false,
  extra: {},
}
