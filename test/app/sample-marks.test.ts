import { expect, test } from 'vitest'
import { predictionMarks, reviewMarks } from '../../src/app/sample-marks.js'
import { predictionLine, reviewLine } from './app-runs.js'

const bytes = (line: string): Buffer => Buffer.from(line)

test('our own lines are understood from their end alone', () => {
  const [prediction, review] = [predictionLine({ row: 3, truncated: true }), reviewLine({ row: 3, value: 0 })]
  const expected = { key: 'warm3'.padStart(64, '0'), group: { dataset: 'colours', subset: 'warm' }, truncated: true }
  expect(predictionMarks(bytes(prediction))).toMatchObject(expected)
  expect(predictionMarks(bytes(`damaged, ${prediction.slice(prediction.indexOf('"evalscope_ts"'))}`))).toMatchObject(expected)
  expect(reviewMarks(bytes(review))).toMatchObject({ sampleId: 'colours/warm/3-abc', verdict: 'wrong', unparsed: false })
})

test('words of a model that look like our keys change nothing', () => {
  const trick = '","evalscope_ts":{"key":"stolen","benchmark":"x","truncated":false}}'
  expect(predictionMarks(bytes(predictionLine({ row: 1, answer: trick })))).toMatchObject({ key: 'warm1'.padStart(64, '0') })
  expect(reviewMarks(bytes(reviewLine({ row: 1, answer: `"sample_score":${trick}` })))).toMatchObject({ verdict: 'right' })
})

test("EvalScope's lines are read whole", () => {
  const foreign = { index: 4, model_output: { choices: [{ message: { content: 'x' }, stop_reason: 'max_tokens' }] }, messages: [] }
  expect(predictionMarks(bytes(JSON.stringify(foreign)))).toEqual({ index: 4, key: null, group: null, truncated: true })
  const deeper = { ...foreign, metadata: { evalscope_ts: { key: 'k', benchmark: 'b', truncated: false } } }
  expect(predictionMarks(bytes(JSON.stringify(deeper)))).toEqual({ index: 4, key: null, group: null, truncated: true })
  const review = { index: 4, sample_score: { score: { value: { acc: true }, main_score_name: 'acc' } } }
  expect(reviewMarks(bytes(JSON.stringify(review)))).toEqual({ index: 4, key: null, sampleId: null, unparsed: false, verdict: 'right' })
})

test('what is no record is none', () => {
  for (const line of ['', 'no record', '{"index":1', '"evalscope_ts":', '"sample_score":{}'])
    expect([predictionMarks(bytes(line)), reviewMarks(bytes(line))]).toEqual([null, null])
})
