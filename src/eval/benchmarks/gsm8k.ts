import { z } from 'zod'
import { defineMathBenchmark } from '../mathematics.js'

/** GSM8K (Cobbe et al. 2021). */
export const gsm8k = defineMathBenchmark({
  name: 'gsm8k',
  title: 'GSM8K',
  about:
    'Word problems of primary school that take two to eight steps; four worked examples of the training split stand before the question.',
  tags: ['math', 'reasoning'],
  version: 1,
  data: {
    address: { modelscope: 'AI-ModelScope/gsm8k', huggingface: 'openai/gsm8k' },
    split: 'test',
    subsets: ['main'],
    subsetsAre: 'configs',
  },
  shots: { count: 4, split: 'train' },
  kind: 'expression',
  row: z.object({ question: z.string(), answer: z.string() }),
  read({ question, answer }) {
    const [reasoning = '', key] = answer.split(/\n?####\s*/)
    if (key === undefined)
      throw new z.ZodError([{ code: 'custom', path: ['answer'], message: 'has no line that begins with ####', input: answer }])
    return { question: question.trim(), target: key.trim().replaceAll(',', ''), metadata: { reasoning: withoutSums(reasoning).trim() } }
  },
  shot: ({ question, target, metadata }) =>
    `Problem: ${question}\nSolution: ${z.string().catch('').parse(metadata.reasoning)}\nFinal answer: \\boxed{${[target].flat().join(', ')}}`,
  prompt: `{question}

Think it through step by step. Then give the final answer as a number without its unit inside \\boxed{{}}.`,
})

/** The training texts hold calculator marks, `<<3*4=12>>`. */
function withoutSums(text: string): string {
  return text.replace(/<<[^>]*>>/g, '')
}
