import type { ScoreOptions } from '../../eval/score-options.js'
import type { Verb } from './types.js'

export const score: Verb = {
  name: 'score',
  summary: 'Score the answers of an earlier run again, from its folder alone',
  examples: ['evalscope-ts score outputs/20260101_120000', 'evalscope-ts score outputs/20260101_120000 --keep-thinking --format json'],
  positionals: 'folder',
  load: async () => {
    const [{ scoreOptions }, { runScoreVerb }] = await Promise.all([import('../../eval/score-options.js'), import('../eval-verb.js')])
    return { options: scoreOptions, run: (options: ScoreOptions, io) => runScoreVerb(options, io) }
  },
}
