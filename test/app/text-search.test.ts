import { beforeAll, expect, test } from 'vitest'
import { json, newRun, outputsFolder, predictionLine, put, reviewLine, served } from './app-runs.js'

const outputs = outputsFolder()
let url = ''
const answers: Record<number, string> = {
  3: 'It said "quoted" and a\\b',
  300: 'Grün, Größe, 颜色',
  555: 'line one\nline two',
  700: 'a/b and <b>bold</b>',
}

beforeAll(async () => {
  const run = await newRun(outputs, 'eval', 'words')
  const rows = Array.from({ length: 900 }, (_, row) => row)
  const file = (line: (row: number) => string): string => rows.map(row => `${line(row)}\n`).join('')
  put(
    run.folder,
    'predictions/m/colours_warm.jsonl',
    file(row => predictionLine({ row, answer: answers[row] ?? `plain ${row}` })),
  )
  put(
    run.folder,
    'reviews/m/colours_warm.jsonl',
    file(row => reviewLine({ row, answer: row === 800 ? 'Taken Out' : 'x' })),
  )
  await run.release()
  url = (await served(outputs)).url
})

test('every line is known', async () => {
  await expect.poll(() => json(url, '/api/runs/words/samples'), { timeout: 20_000 }).toMatchObject({ complete: true, all: 900 })
})

async function found(text: string, more = ''): Promise<number[]> {
  const answer = await json(url, `/api/runs/words/samples?text=${encodeURIComponent(text)}&limit=5${more}`)
  const { samples } = answer as { samples: { sampleId: string }[] }
  return samples.map(({ sampleId }) => Number(/(\d+)-abc$/.exec(sampleId)?.[1]))
}

test.each([
  ['PLAIN 17', [17, 170, 171, 172, 173]],
  ['"quoted"', [3]],
  ['a\\b', [3]],
  ['größe', [300]],
  ['颜色', [300]],
  ['line one\nline two', [555]],
  ['a/b', [700]],
  ['<b>bold', [700]],
  ['taken out', [800]],
  // Keys of the files are no words of anybody.
  ['evalscope_ts', []],
  ['sampleId', []],
])('the words %j stand in these', async (text, rows) => {
  expect(await found(text)).toEqual(rows)
})

test('a search goes on where its page ends, and knows the page before', async () => {
  expect(await found('plain 17', '&from=174')).toEqual([174, 175, 176, 177, 178])
  expect(await json(url, '/api/runs/words/samples?text=plain%2017&limit=5')).toMatchObject({ next: 174, previous: null })
  expect(await json(url, '/api/runs/words/samples?text=plain%2017&limit=5&from=174')).toMatchObject({ next: 179, previous: 17 })
})
