// A simulated service without any waiting that knows the answers: what is measured is the pipeline alone.

import { openSplit } from '../../dist/data/open-split.js'
import { loadTasks, wantedData } from '../../dist/eval/load-tasks.js'
import { evalOptions } from '../../dist/eval/options.js'
import { makeSheet } from '../../dist/eval/student-sheet.js'
import { simulatorOptions } from '../../dist/simulator/options.js'
import { createSimulator } from '../../dist/simulator/server.js'
import { optionsFor } from './questions.js'

const [folder] = process.argv.slice(2)
const options = evalOptions.parse(optionsFor(folder))
const request = { model: 'simulated-model', stream: true, fields: {}, extra: {}, template: undefined, systemPrompt: null }
const { datasets } = await loadTasks(await wantedData(options), options, {
  repeats: 1,
  request,
  loading: { reader: { open: openSplit }, data: { hub: 'local', env: process.env, cwd: process.cwd() } },
  observer: { loading: () => {} },
})
const student = { skill: 0.7, seed: 1, thinking: 0, unopenedThinking: 0, fenced: 0, truncated: 0, refusals: 0, empty: 0 }
const items = datasets.flatMap(({ dataset, tasks }) =>
  tasks.map(({ sample, messages }) => ({ sample, messages, benchmark: dataset.benchmark })),
)
const quick = { ttft: 0, itl: 0, prefillRate: 1e9, tokensPerEvent: 1024, maxBatch: 1024, slowdown: 0 }
const simulator = await createSimulator(simulatorOptions.parse(quick), { sheet: makeSheet(items, student) })
process.send(simulator.url)
