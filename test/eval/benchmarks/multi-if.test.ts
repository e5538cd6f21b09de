import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openSplit } from '../../../src/data/open-split.js'
import { multiIf } from '../../../src/eval/benchmarks/multi-if.js'
import { readDatasetArgs } from '../../../src/eval/dataset-args.js'
import { laterQuestions } from '../../../src/eval/later-questions.js'
import { type LoadedDataset, loadDataset } from '../../../src/eval/load-dataset.js'
import { splitThinking } from '../../../src/eval/thinking.js'
import type { Sample } from '../../../src/eval/types.js'
import { seededRandom } from '../../../src/lib/random.js'
import { studentReply } from '../../../src/simulator/student-reply.js'
import { hubEnv, hubFor, temporaryHome } from '../../data/data-settings.js'

/** The fixture under the name that the file has on both hubs. */
const published = {
  id: 'facebook/Multi-IF',
  files: { 'multiIF_20241018.csv': readFileSync('fixtures/benchmarks/multi_if/default_train.csv') },
}

async function load(hub: 'modelscope' | 'huggingface', args: object = {}): Promise<LoadedDataset> {
  const home = await temporaryHome()
  const data = { hub, env: hubEnv(home, await hubFor(published)), cwd: home, onProgress: () => {} }
  return loadDataset(multiIf, readDatasetArgs(multiIf, args), { reader: { open: openSplit }, data })
}

const samplesOf = ({ subsets }: LoadedDataset): Sample[] => subsets.flatMap(({ samples }) => samples)

test.each(['modelscope', 'huggingface'] as const)('is read from %s, language by language', async hub => {
  const { subsets, rows } = await load(hub)
  expect(rows).toBe(11)
  expect(subsets.map(({ name, samples }) => `${name} ${samples.length}`)).toEqual([
    ...['Chinese 2', 'English 3', 'Italian 1', 'Spanish 1', 'Hindi 1', 'Portuguese 1', 'French 1', 'Russian 1'],
  ])
  expect((await load(hub, { subset_list: ['Hindi'] })).subsets.map(({ name }) => name)).toEqual(['Hindi'])
})

test('asks as many turns as a conversation has, and no more than are wanted', async () => {
  const whole = await load('modelscope', { subset_list: ['English'] })
  expect(samplesOf(whole).map(sample => laterQuestions(whole, sample).length)).toEqual([2, 2, 1])
  const short = await load('modelscope', { subset_list: ['English'], extra_params: { max_turns: 1 }, prompt_template: '<{question}>' })
  const [first] = samplesOf(short)
  if (first === undefined) throw new Error('There is one.')
  expect(laterQuestions(short, first)).toEqual([])
  expect(multiIf.prompt(first, { args: short.settings.args, shots: [] })).toEqual([{ role: 'user', content: `<${first.question}>` }])
  expect(first.target).toEqual(['punctuation:no_comma'])
})

test('the student’s answers to every turn are scored as they are meant', async () => {
  const loaded = await load('modelscope')
  const student = { skill: 0.5, seed: 1, thinking: 0.4, unopenedThinking: 0.2, fenced: 0.3, truncated: 0.1, refusals: 0.1, empty: 0.1 }
  const untrue: unknown[] = []
  for (const [place, sample] of samplesOf(loaded).entries()) {
    const turns = Array.from({ length: laterQuestions(loaded, sample).length + 1 }, (_, turn) => multiIf.forms(sample, turn))
    for (let draw = 0; draw < 8; draw++) {
      const replies = turns.map((forms, turn) => studentReply({ prompt: '', ...forms }, student, seededRandom(1, place, draw, turn)))
      const answers = replies.map(({ content }) => splitThinking(content).answer)
      const context = { args: loaded.settings.args, judge: null, programs: null, earlier: answers.slice(0, -1) }
      const { values } = await multiIf.score(answers.at(-1) ?? '', sample, context)
      for (const [turn, { answered }] of replies.entries())
        if ((values[`turn_${turn + 1}_prompt_level_strict`] === 1) !== (answered === 'right')) untrue.push({ id: sample.id, turn, answers })
    }
  }
  expect(untrue).toEqual([])
})

test('instructions are counted by turn, and the average is that of the four figures', async () => {
  const loaded = await load('modelscope', { subset_list: ['English'] })
  const [sample] = samplesOf(loaded)
  if (sample === undefined) throw new Error('There is one.')
  const context = { args: loaded.settings.args, judge: null, programs: null, earlier: ['The lamp, lit.', '*The lamp lit.'] }
  const { values, extracted, reason } = await multiIf.score('<<Lamp>>\nIt shone. And the light went on.\nGood, no?', sample, context)
  expect(values).toEqual({
    last_turn_prompt_level_strict: 0,
    ...{ turn_1_prompt_level_strict: 0, turn_1_inst_level_strict: 0, turn_1_prompt_level_loose: 0, turn_1_inst_level_loose: 0 },
    ...{ turn_1_inst_level_strict_pooled: 0, turn_1_inst_level_loose_pooled: 0, turn_1_instructions: 1, turn_1_average: 0 },
    ...{ turn_2_prompt_level_strict: 0, turn_2_inst_level_strict: 0.5, turn_2_prompt_level_loose: 0, turn_2_inst_level_loose: 0.5 },
    ...{ turn_2_inst_level_strict_pooled: 0.5, turn_2_inst_level_loose_pooled: 0.5, turn_2_instructions: 2, turn_2_average: 0.25 },
    // Without its last line the answer keeps all three.
    ...{ turn_3_prompt_level_strict: 0, turn_3_inst_level_strict: 1 / 3, turn_3_prompt_level_loose: 1, turn_3_inst_level_loose: 1 },
    ...{
      turn_3_inst_level_strict_pooled: 1 / 3,
      turn_3_inst_level_loose_pooled: 1,
      turn_3_instructions: 3,
      turn_3_average: expect.closeTo(7 / 12, 12),
    },
    average: expect.closeTo((0.25 + 7 / 12) / 3, 12),
  })
  expect(extracted).toBe('1 of 3')
  expect(reason).toContain('turn 2: detectable_format:title')
})

test('a conversation with an instruction that cannot be checked is not scored', async () => {
  const loaded = await load('modelscope', { subset_list: ['English'] })
  const [sample] = samplesOf(loaded)
  if (sample === undefined) throw new Error('There is one.')
  const metadata = { ...sample.metadata, turn_3_instruction_id_list: '["punctuation:no_comma","detectable_format:title","startend:rhyme"]' }
  const context = { args: loaded.settings.args, judge: null, programs: null }
  expect(await multiIf.score('x', { ...sample, metadata }, context)).toMatchObject({ values: {}, rule: 'unusable-instruction' })
})
