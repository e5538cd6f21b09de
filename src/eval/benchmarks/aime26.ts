import { defineAime } from '../aime.js'

export const aime26 = defineAime({
  name: 'aime26',
  year: 2026,
  data: { address: { modelscope: 'evalscope/aime26', huggingface: 'MathArena/aime_2026' }, splits: { huggingface: { test: 'train' } } },
})
