import { defineBasicPrograms } from '../basic-programs.js'

/** MBPP (Austin et al. 2021). */
export const mbpp = defineBasicPrograms({
  name: 'mbpp',
  title: 'MBPP',
  about:
    'Small Python tasks in a sentence, each with three tests that the question shows. Three worked examples stand before it; they are our own.',
  data: {
    address: { modelscope: 'google-research-datasets/mbpp', huggingface: 'google-research-datasets/mbpp' },
    split: 'test',
    subsets: ['full', 'sanitized'],
    defaultSubsets: ['full'],
    subsetsAre: 'configs',
  },
  shots: { count: 3, most: 3 },
  seconds: 20,
})
