import { defineHumanEval } from '../human-eval.js'

/** HumanEval+ (Liu et al. 2023). */
export const humanevalPlus = defineHumanEval({
  name: 'humaneval_plus',
  title: 'HumanEval+',
  about: 'The functions of HumanEval with about eighty times as many tests, which find programs that only look right.',
  data: {
    address: { modelscope: 'evalscope/humanevalplus', huggingface: 'evalplus/humanevalplus' },
    split: 'test',
    subsets: ['default'],
    subsetsAre: 'configs',
  },
  seconds: 60,
})
