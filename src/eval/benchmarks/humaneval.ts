import { defineHumanEval } from '../human-eval.js'

/** HumanEval (Chen et al. 2021). */
export const humaneval = defineHumanEval({
  name: 'humaneval',
  title: 'HumanEval',
  about: 'Python functions to be completed from their signature and docstring, judged by running hidden tests.',
  data: {
    address: { modelscope: 'opencompass/humaneval', huggingface: 'openai/openai_humaneval' },
    split: 'test',
    subsets: ['openai_humaneval'],
    subsetsAre: 'configs',
  },
  seconds: 10,
})
