import type { EvalOptions } from '../../eval/options.js'
import { evalForeign } from '../evalscope-eval-flags.js'
import type { Verb } from './types.js'

export const evalVerb: Verb = {
  name: 'eval',
  summary: 'Ask a model the questions of benchmarks, and score its answers',
  examples: [
    'evalscope-ts eval --datasets demo',
    'evalscope-ts eval --model my-model --api-url http://127.0.0.1:8000/v1 --datasets gsm8k math_500 --limit 100 --eval-batch-size 32 --generation-config \'{"max_tokens":6000}\'',
    'evalscope-ts eval --config task.yaml --use-cache outputs/20260101_120000',
  ],
  foreign: evalForeign,
  load: async () => {
    const [{ evalOptions }, { runEvalVerb }] = await Promise.all([import('../../eval/options.js'), import('../eval-verb.js')])
    return { options: evalOptions, run: (options: EvalOptions, io, _given, sources) => runEvalVerb(options, io, sources) }
  },
}
