import type { PerfOptions } from '../../perf/options.js'
import { perfForeign } from '../evalscope-flags.js'
import type { Verb } from './types.js'

export const perf: Verb = {
  name: 'perf',
  summary: 'Measure a model service under load, over a sweep of concurrencies or rates',
  examples: [
    'evalscope-ts perf --parallel 1 2 4',
    'evalscope-ts perf --url http://127.0.0.1:8000/v1 --parallel 1 4 16 --number 20 --dataset random --tokenizer-path Qwen/Qwen3-8B --min-prompt-length 1024 --max-prompt-length 1024',
    "evalscope-ts perf --url http://127.0.0.1:8000 --model my-model --threshold 'ttft.p99<500ms' 'success>=99%' --format json",
  ],
  foreign: perfForeign,
  load: async () => {
    const [{ perfOptions }, { runPerfVerb }] = await Promise.all([import('../../perf/options.js'), import('../perf-verb.js')])
    return { options: perfOptions, run: (options: PerfOptions, io, _given, sources) => runPerfVerb(options, io, sources) }
  },
}
