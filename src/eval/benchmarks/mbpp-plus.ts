import { defineBasicPrograms } from '../basic-programs.js'

/** MBPP+ (Liu et al. 2023). */
export const mbppPlus = defineBasicPrograms({
  name: 'mbpp_plus',
  title: 'MBPP+',
  about: 'A checked selection of MBPP with many hidden tests beside the three that are shown.',
  data: {
    address: { modelscope: 'evalscope/mbppplus', huggingface: 'evalplus/mbppplus' },
    split: 'test',
    subsets: ['default'],
    subsetsAre: 'configs',
  },
  shots: { count: 0, most: 3 },
  seconds: 60,
})
