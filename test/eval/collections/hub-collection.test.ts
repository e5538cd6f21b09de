import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { main } from '../../../src/cli/main.js'
import { evalResult } from '../../../src/eval/result.js'
import { monotonicMs } from '../../../src/lib/clock.js'
import { memoryIo } from '../../cli/memory-io.js'
import { hubEnv, hubFor, temporaryHome } from '../../data/data-settings.js'

// Downloaded from a hub by its id, in the layout of the collections that EvalScope's authors share there.
const mix = { id: 'our/mix', files: { 'README.md': '# A mix\n', 'test.jsonl': readFileSync('data/collections/demo.jsonl') } }

async function evaluate(hub: string, ...argv: string[]) {
  const home = await temporaryHome()
  const env = hubEnv(home, await hubFor(mix))
  const io = memoryIo({ argv: ['eval', ...argv, '--dataset-hub', hub, '--name', 'run', '--no-timestamp', '--skill', '1'], cwd: home, env })
  const code = await main({ ...io, clock: monotonicMs })
  return { code, io, report: () => JSON.parse(readFileSync(join(home, 'outputs/run/report.json'), 'utf8')) }
}

test.each(['modelscope', 'huggingface'])('a collection on %s is evaluated by its id', async hub => {
  const { code, io, report } = await evaluate(hub, '--collection', mix.id)
  expect(code, io.err()).toBe(0)
  const { collection, datasets } = evalResult.parse(report().result)
  expect(collection?.path).toBe(mix.id)
  expect(datasets[0]).toMatchObject({ name: 'data_collection', samples: 20, provenance: [{ hub, id: mix.id }] })
})

test('the way in which EvalScope is told of it works too', async () => {
  const args = { data_collection: { dataset_id: mix.id, shuffle: true } }
  const { code, io, report } = await evaluate(
    'modelscope',
    '--datasets',
    'data_collection',
    '--limit',
    '5',
    '--dataset-args',
    JSON.stringify(args),
  )
  expect(code, io.err()).toBe(0)
  expect(evalResult.parse(report().result).datasets[0]).toMatchObject({ name: 'data_collection', samples: 5 })
})

test('an id that no hub knows is told in two lines', async () => {
  const { code, io } = await evaluate('modelscope', '--collection', 'our/nothing')
  expect(code).toBe(2)
  expect(io.err()).toMatch(/^error: There is no collection at .*our\/nothing, nor on a hub\. .*\nhint: /)
})
