import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { evalRuns } from '../../support/eval-runs.js'
import { noPrograms, programs } from '../../support/programs.js'

const runs = evalRuns()

const NAMES = ['mmlu_pro', 'mmlu_redux', 'ifeval', 'ceval', 'iquiz', 'live_code_bench', 'math_500', 'aime24', 'aime25', 'gpqa_diamond']

/** Of sets with many subsets those that the fixtures have. */
const SUBSETS: Readonly<Record<string, readonly string[]>> = {
  mmlu_redux: ['anatomy', 'college_mathematics'],
  ceval: ['accountant', 'law'],
}

/** Rows as Hugging Face has them, where the versions of LiveCodeBench are files of their own. */
function argsOf(name: string): Record<string, unknown> {
  const own = resolve('fixtures/benchmarks', name)
  const hub = join(own, 'huggingface')
  const subsets = SUBSETS[name]
  return { local_path: existsSync(hub) ? hub : own, ...(subsets && { subset_list: subsets }) }
}

test.skipIf(programs === null)(
  `the mix of the Qwen3 example is built and evaluated, its window of LiveCodeBench included${noPrograms === '' ? '' : ` (skipped: ${noPrograms})`}`,
  async () => {
    const args = JSON.stringify(Object.fromEntries(NAMES.map(name => [name, argsOf(name)])))
    const example = resolve('docs/examples/qwen3.yaml')
    const built = await runs.evalscope([
      'collection',
      'build',
      example,
      '--sample',
      'weighted',
      '--count',
      '100000000',
      '--output',
      'mix.jsonl',
      '--dataset-args',
      args,
    ])
    expect({ code: built.code, err: built.code === 0 ? '' : built.err }).toEqual({ code: 0, err: '' })
    const asked = await runs.evalscope(['--name', 'run', '--no-timestamp', '--collection', 'mix.jsonl', '--skill', '1'], {
      env: { PATH: process.env.PATH ?? '' },
    })
    expect({ code: asked.code, err: asked.code === 0 ? '' : asked.err }).toEqual({ code: 0, err: '' })
    const [collection] = runs.result().datasets
    expect(collection?.notes.join('\n')).toContain(
      'live_code_bench: 4 problems of contests from 2025-01-18 to 2025-04-30 (window: 2025-01-01 to 2025-04-30; v5_v6), judge: fixed',
    )
    expect(runs.result().sandbox?.tier).toBe(programs?.tier)
    const contests = runs.reviews().filter(review => JSON.stringify(review).includes('"live_code_bench"'))
    expect(contests.map(({ sample_score: { score } }) => score.value)).toEqual([
      { accuracy: 1 },
      { accuracy: 1 },
      { accuracy: 1 },
      { accuracy: 1 },
    ])
  },
  240_000,
)
