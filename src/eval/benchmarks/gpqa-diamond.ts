import { z } from 'zod'
import { pythonRandom } from '../../lib/mersenne-twister.js'
import { seedOfText } from '../../lib/python-seed.js'
import { defineChoiceBenchmark, letterOf } from '../multiple-choice.js'
import { scienceExamples } from './worked/science.js'

const text = z.string().nullish()

export const gpqaDiamond = defineChoiceBenchmark({
  name: 'gpqa_diamond',
  title: 'GPQA-Diamond',
  about:
    'Graduate questions in biology, physics and chemistry that cannot be answered by searching. Each question has an order of options of its own, the same in every run.',
  tags: ['knowledge', 'mcq'],
  version: 1,
  data: {
    address: { modelscope: 'AI-ModelScope/gpqa_diamond', huggingface: 'Idavidrein/gpqa' },
    split: 'train',
    subsets: ['default'],
    subsetsAre: 'rows',
    config: null,
    onHub: { huggingface: { config: 'gpqa_diamond' } },
  },
  shots: { count: 0, most: scienceExamples.length },
  worked: scienceExamples,
  row: z.object({
    Question: z.string(),
    'Correct Answer': z.string(),
    'Incorrect Answer 1': text,
    'Incorrect Answer 2': text,
    'Incorrect Answer 3': text,
    'High-level domain': text,
    Subdomain: text,
  }),
  read(row) {
    const given = [row['Incorrect Answer 1'], row['Incorrect Answer 2'], row['Incorrect Answer 3'], row['Correct Answer']].map(stripped)
    const { choices, key } = ordered(row.Question, given)
    const metadata = { domain: row['High-level domain'] ?? null, subdomain: row.Subdomain ?? null }
    return { question: row.Question, choices, target: letterOf(key), subset: 'default', metadata }
  },
  style: () => ({ language: 'en', reasoning: true, keys: 'one' }),
})

/** Missing options are a single blank, so that the order stays the one that other tools have. */
const stripped = (option: string | null | undefined): string => option?.trim() ?? ' '

/** The options in the question's own order, shuffled by Python's generator seeded with the question, and the place of the last of them. */
function ordered(question: string, given: readonly string[]): { choices: string[]; key: number } {
  const places = given.map((_, place) => place)
  pythonRandom(seedOfText(question.trim())).shuffle(places)
  return { choices: places.map(place => given[place] ?? ' '), key: places.indexOf(given.length - 1) }
}
