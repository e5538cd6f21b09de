import { fieldRows } from './field-rows.js'

/** Short open questions: JSON lines with a field `question`. */
export const openqa = fieldRows({
  name: 'openqa',
  title: 'open questions',
  field: 'question',
  published: { address: { modelscope: 'AI-ModelScope/HC3-Chinese', huggingface: 'Hello-SimpleAI/HC3-Chinese' }, file: 'open_qa.jsonl' },
})
