import { appendFileSync, renameSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { ask, json, newRun, outputsFolder, predictionLine, put, requestLine, reviewLine, served } from './app-runs.js'

// Lists as files: every row that meets the filters, whatever page is on the screen.

const outputs = outputsFolder()
const sampleHead =
  '\ufeffkey,sampleId,dataset,subset,generation,verdict,score,scores,extracted,targets,rule,truncated,unparsed,notScored,stopReason,latencySeconds,ttftSeconds,inputTokens,outputTokens,question,answer\r\n'
const requestHead =
  '\ufeffindex,phase,dueMs,startMs,connectMs,firstByteMs,firstTokenMs,firstAnswerMs,lastTokenMs,endMs,inputTokens,outputTokens,reasoningTokens,cachedTokens,tokenSource,events,reads,outcome,failure,status,detail,requestId,finish,latencyMs,ttftMs\r\n'
const point = 'parallel_2_number_3'
const keyOf = (name: string): string => name.padStart(64, '0')
let url = ''

beforeAll(async () => {
  const run = await newRun(outputs, 'eval', 'colours')
  const hostile = { row: 1, question: "=cmd|' /C calc'!A0", answer: '@SUM(1,2)\n"quoted", second\tline' }
  const wide = { row: 2, question: '\u3000＝1+1', answer: '＝1+1' }
  const samples = [{ row: 0 }, hostile, wide, { row: 3, answer: '\u001b[31mred\u0007' }, { row: 4, answer: `${'x'.repeat(31_998)}😀😀😀` }]
  put(run.folder, 'predictions/m/colours_warm.jsonl', samples.map(sample => `${predictionLine(sample)}\n`).join(''))
  const reviews = [{ row: 0 }, { ...hostile, answer: '-2+3', value: 0, unparsed: true }, { ...wide, value: null }]
  put(run.folder, 'reviews/m/colours_warm.jsonl', reviews.map(review => `${reviewLine(review)}\n`).join(''))
  await run.release()

  const load = await newRun(outputs, 'perf', 'load')
  const failed = {
    outcome: 'failure',
    failure: 'status',
    status: 500,
    detail: '+1 "no"',
    firstTokenMs: null,
    finish: [],
    outputTokens: null,
  }
  const lines = [requestLine(0, 50), requestLine(1, 400, { finish: ['stop', null] }), requestLine(2, 90, failed)]
  put(load.folder, `${point}/requests.jsonl`, `${lines.join('\n')}\n`)
  await load.release()
  url = (await served(outputs)).url
})

const linesOf = async (address: string): Promise<string[]> => (await ask(url, address)).text.split('\r\n').slice(1, -1)
const keysOf = async (query: string): Promise<string[]> =>
  (await linesOf(`/api/runs/colours/samples.csv?${query}`)).map(line => line.slice(0, line.indexOf(',')))

test('samples are written whole, and no cell is a formula or drives a terminal', async () => {
  const { status, headers, text } = await ask(url, '/api/runs/colours/samples.csv')
  expect(status).toBe(200)
  expect(headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="colours-samples.csv"',
    'x-content-type-options': 'nosniff',
  })
  const about = (row: number): string => `${keyOf(`warm${row}`)},colours/warm/${row}-abc,colours,warm,0`
  const unscored = ',,,,red,,false,false,,stop,1.5,,,7'
  expect(text.split('\r\n').slice(0, 4).join('\r\n')).toBe(
    [
      sampleHead.trimEnd(),
      `${about(0)},right,1,accuracy=1,red,red,exact,false,false,,stop,1.5,,,7,What colour has no. 0?,red`,
      `${about(1)},wrong,0,accuracy=0,'-2+3,red,exact,false,true,,stop,1.5,,,7,'=cmd|' /C calc'!A0,"'@SUM(1,2)\n""quoted"", second\tline"`,
      `${about(2)},not-scored,,,'＝1+1,red,exact,false,false,no judge,stop,1.5,,,7,"\u3000＝1+1",'＝1+1`,
    ].join('\r\n'),
  )
  expect(text).toContain(`${about(3)},unreviewed${unscored},What colour has no. 3?,\ufffd[31mred\ufffd\r\n`)
  // Cut where a spreadsheet's cell ends, and not within a character.
  expect(text.endsWith(`What colour has no. 4?,${'x'.repeat(31_998)}…\r\n`)).toBe(true)
})

test('samples are those that meet the filters', async () => {
  expect(await keysOf('verdict=wrong')).toEqual([keyOf('warm1')])
  expect(await keysOf('text=COLOUR%20has&verdict=unreviewed')).toEqual([keyOf('warm3'), keyOf('warm4')])
  expect(await keysOf('unparsed=true')).toEqual([keyOf('warm1')])
  expect(await keysOf('minScore=0.5')).toEqual([keyOf('warm0')])
  expect(await keysOf('dataset=other')).toEqual([])
  // The page on the screen is no filter.
  expect(await keysOf('from=3&limit=1')).toHaveLength(5)
})

test('requests are written by slowness or as they ended, with the columns of their file', async () => {
  const { headers, text } = await ask(url, `/api/runs/load/requests.csv?point=${point}`)
  expect(headers['content-disposition']).toBe(`attachment; filename="load-${point}-requests.csv"`)
  expect(text).toBe(
    [
      requestHead.trimEnd(),
      '1,measured,1,1,,2,3,3,6,401,5,3,,,usage,3,3,success,,200,,,stop | ,400,2'.replace('stop | ,', '"stop | ",'),
      '2,measured,2,2,,3,,4,7,92,5,,,,usage,3,3,failure,status,500,"\'+1 ""no""",,,90,',
      '0,measured,0,0,,1,2,2,5,50,5,3,,,usage,3,3,success,,200,,,stop,50,2',
      '',
    ].join('\r\n'),
  )
  const indexes = async (query: string): Promise<string[]> =>
    (await linesOf(`/api/runs/load/requests.csv?point=${point}&${query}`)).map(line => line.slice(0, line.indexOf(',')))
  expect(await indexes('sort=order')).toEqual(['0', '1', '2'])
  expect(await indexes('outcome=failure&offset=1&limit=1')).toEqual(['2'])
})

test.each([
  '/api/runs/load/samples.csv',
  '/api/runs/none/samples.csv',
  '/api/runs/load/requests.csv?point=..',
  '/api/runs/colours/requests.csv?point=p',
])('there is no file at %s', async address => {
  expect((await ask(url, address)).status).toBe(404)
})

test('a question that cannot be answered is refused before a file begins', async () => {
  expect((await ask(url, '/api/runs/colours/samples.csv?verdict=pretty')).status).toBe(400)
  expect((await ask(url, '/api/runs/load/requests.csv')).status).toBe(400)
})

test('the head alone is answered without reading', async () => {
  const { status, text } = await ask(url, '/api/runs/colours/samples.csv', {}, 'HEAD')
  expect({ status, text }).toEqual({ status: 200, text: '' })
})

/** The answer, not read yet. */
function asked(address: string): Promise<import('node:http').IncomingMessage> {
  return new Promise((resolve, reject) => get(url + address, resolve).on('error', reject))
}

test('a long list is read as it is taken: little in memory, other pages answered, and a reader who goes away ends it', async () => {
  const run = await newRun(outputs, 'eval', 'long')
  const file = join(run.folder, 'predictions/m/colours_warm.jsonl')
  put(run.folder, 'predictions/m/colours_warm.jsonl', '')
  const answer = 'y'.repeat(20_000)
  for (let from = 0; from < 10_000; from += 500)
    appendFileSync(file, Array.from({ length: 500 }, (_, row) => `${predictionLine({ row: from + row, answer })}\n`).join(''))
  await run.release()
  await expect.poll(async () => (await ask(url, '/api/runs/long')).status).toBe(200)
  const reader = await asked('/api/runs/long/samples.csv')
  reader.setEncoding('utf8')
  const before = process.memoryUsage().rss
  for await (const first of reader) {
    expect(String(first)).toMatch(/^\ufeffkey,/)
    break
  }
  reader.destroy()

  let [lines, most] = [0, 0]
  const whole = await asked('/api/runs/long/samples.csv')
  whole.setEncoding('utf8')
  for await (const part of whole) {
    lines += String(part).split('\r\n').length - 1
    if (lines % 1000 < 4) expect(await json(url, '/api/runs/load')).toMatchObject({ run: { id: 'load' } })
    most = Math.max(most, process.memoryUsage().rss)
  }
  expect(lines).toBe(10_001)
  // The file has 200 MB.
  expect(most - before).toBeLessThan(150e6)
}, 120_000)

test('a file breaks off where its records are replaced under it, so that nobody takes a part for the whole', async () => {
  const run = await newRun(outputs, 'eval', 'replaced')
  const file = join(run.folder, 'predictions/m/colours_warm.jsonl')
  const lines = Array.from({ length: 2_000 }, (_, row) => `${predictionLine({ row, answer: 'z'.repeat(10_000) })}\n`)
  put(run.folder, 'predictions/m/colours_warm.jsonl', lines.join(''))
  await run.release()
  await expect.poll(async () => (await ask(url, '/api/runs/replaced')).status).toBe(200)
  const reader = await asked('/api/runs/replaced/samples.csv')
  writeFileSync(`${file}.part`, lines.toReversed().join(''))
  renameSync(`${file}.part`, file)
  await expect(reader.toArray()).rejects.toThrow('aborted')
  expect((await linesOf('/api/runs/replaced/samples.csv')).length).toBe(2_000)
})
