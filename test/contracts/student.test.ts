import { expect, test } from 'vitest'
import { loadBenchmarks } from '../../src/eval/benchmarks/load-benchmarks.js'
import { readDatasetArgs } from '../../src/eval/dataset-args.js'
import { splitThinking } from '../../src/eval/thinking.js'
import { seededRandom } from '../../src/lib/random.js'
import { studentReply } from '../../src/simulator/student-reply.js'
import { fixtureRows } from '../support/benchmark-fixtures.js'

const benchmarks = await loadBenchmarks()

// Whatever the simulated student puts around an answer, a benchmark that judges by rules must find the truth. Judges and programs are tried elsewhere.
const ruled = Object.values(benchmarks.parts).filter(({ judged, runsPrograms }) => judged !== 'always' && !runsPrograms)

const student = { skill: 0.45, seed: 1, thinking: 0.4, unopenedThinking: 0.2, fenced: 0.4, truncated: 0.15, refusals: 0.15, empty: 0.1 }

test.each(ruled.map(benchmark => [benchmark.name, benchmark] as const))(
  'the score of every reply of the student to %s is the truth',
  async (_name, benchmark) => {
    const { args } = readDatasetArgs(benchmark, {})
    const rows = await fixtureRows(benchmark, 'huggingface', benchmark.data.split)
    const samples = rows.flatMap(({ sample }) => sample ?? []).slice(0, 20)
    expect(samples.length).toBeGreaterThan(0)
    const untrue: unknown[] = []
    for (const [place, sample] of samples.entries()) {
      for (let draw = 0; draw < 40; draw++) {
        const entry = { prompt: '', ...benchmark.forms(sample) }
        const { answered, content } = studentReply(entry, student, seededRandom(1, place, draw))
        const { answer } = splitThinking(content)
        const { values } = await benchmark.score(answer, sample, { args, judge: null, programs: null })
        const value = values[benchmark.metrics[0].name]
        if ((value === 1) !== (answered === 'right')) untrue.push({ row: sample.row, subset: sample.subset, answered, value, answer })
      }
    }
    expect(untrue.slice(0, 3)).toEqual([])
  },
)
