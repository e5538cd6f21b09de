import { z } from 'zod'

export const benchmarkCard = z.object({
  name: z.string().describe('As `--datasets` takes it'),
  title: z.string(),
  about: z.string(),
  tags: z.array(z.string()),
  modelscope: z.string().nullable().describe('Id there; null where the set is not there'),
  huggingface: z.string().nullable().describe('Id there; null where the set is not there'),
  packaged: z.boolean().describe('Its rows come with this program'),
  split: z.string(),
  subsets: z.array(z.string()),
  shots: z.object({ count: z.int().describe('Examples shown to the model, unless told') }),
  metrics: z.array(z.object({ name: z.string(), title: z.string() })).describe('The main one first'),
  judged: z.string().describe('Whether a judge model scores it: `never`, `optional`, `always`'),
  runsPrograms: z.boolean().describe('Programs of the model are run to score it'),
  options: z.array(z.object({ name: z.string(), about: z.string(), choices: z.array(z.string()) })).describe('Keys of `extra_params`'),
})

export const benchmarksAnswer = z.object({ benchmarks: z.array(benchmarkCard) })
