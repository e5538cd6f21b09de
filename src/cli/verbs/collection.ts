import type { CollectionOptions } from '../collection-options.js'
import type { Verb } from './types.js'

export const collection: Verb = {
  name: 'collection',
  summary: 'Mix benchmarks by weight into one file that eval takes, or show what such a file holds',
  examples: [
    'evalscope-ts collection build docs/examples/demo.yaml --count 20 --seed 42 --output demo.jsonl',
    'evalscope-ts collection show demo.jsonl',
  ],
  positionals: 'words',
  load: async () => {
    const [{ collectionOptions }, { runCollectionVerb }] = await Promise.all([
      import('../collection-options.js'),
      import('../collection-verb.js'),
    ])
    return { options: collectionOptions, run: (options: CollectionOptions, io) => runCollectionVerb(options, io) }
  },
}
