import type { CompareOptions } from '../compare-options.js'
import type { Verb } from './types.js'

export const compare: Verb = {
  name: 'compare',
  summary: 'Compare two runs: scores question by question, or load tests point by point',
  examples: [
    'evalscope-ts compare outputs/20260101_120000 outputs/20260102_120000',
    "evalscope-ts compare outputs/before outputs/after --gate 'score>=-0.01' --format markdown",
    "evalscope-ts compare outputs/before/my-model outputs/after/my-model --gate 'ttft.p99<=+10%' 'outputThroughput>=-5%'",
  ],
  positionals: 'runs',
  load: async () => {
    const [{ compareOptions }, { runCompareVerb }] = await Promise.all([import('../compare-options.js'), import('../compare-verb.js')])
    return { options: compareOptions, run: (options: CompareOptions, io) => runCompareVerb(options, io) }
  },
}
