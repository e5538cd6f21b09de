import { closeSync, cpSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { writeQuestions } from '../eval/questions.js'
import { runProgram } from '../support/processes.js'

/**
 * One small run of each kind by the program itself, whose files all larger ones are made of.
 * @param {string} folder
 */
export async function makeRealRuns(folder) {
  writeQuestions(folder, 4)
  const common = ['--outputs-dir', join(folder, 'real'), '--no-timestamp']
  const data = [
    '--datasets',
    'general_mcq',
    '--dataset-args',
    JSON.stringify({ general_mcq: { local_path: folder, subset_list: ['halls'] } }),
  ]
  await run(['perf', ...common, '--name', 'perf', '--number', '8', '--parallel', '2'])
  await run(['eval', ...common, '--name', 'eval', ...data])
}

/** @param {string[]} args */
async function run(args) {
  const { code, errors } = await runProgram(args)
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${errors}`)
}

/** Copies of the two small runs, half and half. @param {string} folder @param {number} count */
export function makeManyRuns(folder, count) {
  for (let number = 0; number < count; number++) {
    const kind = number % 2 === 0 ? 'perf' : 'eval'
    const target = join(folder, 'many', `2026${String(number).padStart(4, '0')}_120000`, `model-${number % 7}`)
    cpSync(join(folder, 'real', kind), target, { recursive: true })
  }
}

/** An eval run with many answers of about 2 kB, reviewed. @param {string} folder @param {number} count */
export function makeLargeEval(folder, count) {
  const run = copyOf(folder, 'eval')
  const [prediction, review] = ['predictions', 'reviews'].map(kind => onlyFile(join(run, kind), '.jsonl'))
  const thinking = 'First I look at the rows, then at the seats of each, and multiply the two with care. '.repeat(20)
  multiply(prediction, count, (record, number) => {
    const answer = number === count - 10 ? 'the needle in the haystack' : `${thinking}So no. ${number} is A.`
    record.model_output.choices[0].message.content = answer
    return named(record, number)
  })
  multiply(review, count, (record, number) => {
    record.sample_score.score.value = { [record.sample_score.score.main_score_name]: number % 4 === 0 ? 0 : 1 }
    return named(record, number)
  })
}

/** A perf run with many requests at one load point. @param {string} folder @param {number} count */
export function makeLargePerf(folder, count) {
  multiply(onlyFile(copyOf(folder, 'perf'), 'requests.jsonl'), count, (record, number) => {
    record.index = number
    const shift = number * 0.7
    for (const name of ['dueMs', 'startMs']) record[name] = shift
    for (const name of ['firstByteMs', 'firstTokenMs', 'firstAnswerMs']) record[name] = shift + 40
    record.lastTokenMs = shift + 200
    record.endMs = shift + 201 + ((number * 7919) % 1000)
    return record
  })
}

function copyOf(folder, kind) {
  const target = join(folder, 'large', kind)
  mkdirSync(dirname(target), { recursive: true })
  cpSync(join(folder, 'real', kind), target, { recursive: true })
  return target
}

function onlyFile(folder, ending) {
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith(ending))
  return join(folder, found[0])
}

function named(record, number) {
  record.index = number
  record.evalscope_ts.key = String(number).padStart(64, '0')
  record.evalscope_ts.sampleId = `general_mcq/halls/${number}-0123456789ab`
  return record
}

/** Writes the file anew with as many lines as told, each made of its first one. */
function multiply(path, count, change) {
  const record = JSON.parse(readFileSync(path, 'utf8').split('\n')[0])
  writeFileSync(path, '')
  const file = openSync(path, 'a')
  for (let from = 0; from < count; from += 2_000) {
    let text = ''
    for (let number = from; number < Math.min(from + 2_000, count); number++) text += `${JSON.stringify(change(record, number))}\n`
    writeSync(file, text)
  }
  closeSync(file)
}
