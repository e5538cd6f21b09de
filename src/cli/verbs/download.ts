import type { DownloadOptions } from '../download-options.js'
import type { Verb } from './types.js'

export const download: Verb = {
  name: 'download',
  summary: 'Fetch the data of benchmarks now, for evaluations without a network',
  examples: ['evalscope-ts download gsm8k math_500', 'evalscope-ts download gpqa_diamond --dataset-hub huggingface'],
  positionals: 'benchmark',
  load: async () => {
    const [{ downloadOptions }, { runDownloadVerb }] = await Promise.all([import('../download-options.js'), import('../download-verb.js')])
    return { options: downloadOptions, run: (options: DownloadOptions, io) => runDownloadVerb(options, io) }
  },
}
