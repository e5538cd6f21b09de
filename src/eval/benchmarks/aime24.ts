import { defineAime } from '../aime.js'

export const aime24 = defineAime({
  name: 'aime24',
  year: 2024,
  data: { address: { modelscope: 'evalscope/aime24', huggingface: 'math-ai/aime24' } },
})
