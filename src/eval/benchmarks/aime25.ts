import { defineAime } from '../aime.js'

export const aime25 = defineAime({
  name: 'aime25',
  year: 2025,
  data: { address: { modelscope: 'evalscope/aime25', huggingface: 'math-ai/aime25' } },
})
