import { fieldRows } from './field-rows.js'

/** Long documents with a task: a JSON array or JSON lines with a field `instruction`. */
export const longalpaca = fieldRows({
  name: 'longalpaca',
  title: 'long instructions',
  field: 'instruction',
  published: { address: { modelscope: 'AI-ModelScope/LongAlpaca-12k', huggingface: 'Yukang/LongAlpaca-12k' }, file: null },
})
