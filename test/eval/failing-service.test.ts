import { join } from 'node:path'
import { expect, test } from 'vitest'
import { evalRuns } from '../support/eval-runs.js'
import { questionIn, say, writeQuestions } from './own-questions.js'

const runs = evalRuns()
const QUESTIONS = 150

test('a service that fails three requests of ten in many ways: all is scored, and the attempts are told', async () => {
  writeQuestions(join(runs.cwd(), 'own'), QUESTIONS)
  const attempts = new Map<number, number>()
  const service = await runs.serve({
    intercept(index, response) {
      const { number } = questionIn(service.bodies[index])
      const attempt = attempts.get(number) ?? 0
      attempts.set(number, attempt + 1)
      // Three of ten fail, some of them twice.
      const dice = (number * 7 + attempt * 3) % 10
      if (dice > 2 || attempt === 4) say(response, `ANSWER: ${'ABCD'[number % 4]}`)
      else if (dice === 0) response.writeHead(500).end('broken')
      else if (dice === 1) response.writeHead(429, { 'retry-after': '0' }).end('{"error":{"message":"slow down"}}')
      else {
        response.writeHead(200, { 'content-type': 'text/event-stream' })
        response.write('data: {"choices":[{"index":0,"delta":{"content":"ANSWER: "}}]}\n\n')
        setImmediate(() => response.destroy())
      }
      return true
    },
  })
  const { code, out } = await runs.run(
    ...['--datasets', 'general_mcq', '--api-url', service.url, '--model', 'm', '--generation-config', 'retry_interval=0.001'],
    ...['--dataset-args', '{"general_mcq":{"local_path":"own","subset_list":["sums"]}}'],
  )
  expect(code).toBe(0)
  expect(out).not.toContain('Not scored:')
  expect(runs.result().datasets[0]).toMatchObject({ notScored: [], metrics: [{ overall: { scored: QUESTIONS, score: 1 } }] })
  const told = runs.predictions().map(({ messages, evalscope_ts }) => [questionIn(messages).number, evalscope_ts.attempts])
  expect(told).toEqual(told.map(([number = 0]) => [number, attempts.get(number)]))
  expect(service.bodies.length).toBeGreaterThan(QUESTIONS * 1.2)
  expect(service.bodies.length).toBe(told.reduce((sum, [, count = 0]) => sum + count, 0))
})
