import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evalRuns } from '../support/eval-runs.js'

const runs = evalRuns()
const fixture = (name: string): string => join(process.cwd(), 'fixtures/benchmarks', name)

const asked = (): unknown => JSON.parse(runs.read('report.json')).sections.find(({ id }: { id: string }) => id === 'asked').rows

test('the report says which protocol was used, whether it was asked for or is the default', async () => {
  const args = {
    mmlu_redux: { local_path: fixture('mmlu_redux') },
    ceval: { local_path: fixture('ceval'), subset_list: ['law'], few_shot_num: 1, few_shot_random: true, shuffle_choices: true },
  }
  const run = () => runs.run('--datasets', 'mmlu_redux', 'ceval', '--limit', '1', '--dataset-args', JSON.stringify(args))
  expect((await run()).out).toContain('How it was asked')
  expect(asked()).toEqual([
    ['mmlu_redux', expect.any(Number), 'test', '0', 'protocol: corrected'],
    ['ceval', expect.any(Number), 'val', '1, drawn', expect.stringMatching(/choices shuffled/)],
  ])
  Object.assign(args.mmlu_redux, { extra_params: { protocol: 'ok-only' } })
  await run()
  expect(asked()).toEqual([expect.arrayContaining(['protocol: ok-only']), expect.anything()])
})

test('n of a generation config is asked as answers of their own, and told', async () => {
  const { url, bodies } = await runs.serve({ words: ['ANSWER: A'] })
  const { err } = await runs.run('--datasets', 'demo', '--limit', '1', '--api-url', url, '--model', 'm', '--generation-config', 'n=2')
  expect(err).toContain('note: n in the generation config is 2: each question is asked 2 times')
  expect(bodies).toHaveLength(10)
  expect(bodies.every(body => body.n === undefined)).toBe(true)
})
