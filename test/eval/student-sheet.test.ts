import { readFileSync } from 'node:fs'
import { expect, onTestFinished, test } from 'vitest'
import { demo } from '../../src/eval/benchmarks/demo.js'
import { makeSheet, type SheetItem } from '../../src/eval/student-sheet.js'
import { splitThinking } from '../../src/eval/thinking.js'
import type { Sample } from '../../src/eval/types.js'
import { type AnswerSheet, promptKey, type StudentOptions } from '../../src/simulator/answer-sheet.js'
import { simulatorOptions } from '../../src/simulator/options.js'
import { createSimulator } from '../../src/simulator/server.js'
import { plainArgs as args } from '../support/plain-args.js'

const items: SheetItem[] = demo.data.subsets.flatMap(subset => {
  const lines = readFileSync(`data/demo/${subset}_test.jsonl`, 'utf8').trim().split('\n')
  return lines.map((line, number) => {
    const draft = demo.read(JSON.parse(line), { subset, number, args })
    if (draft === null) throw new Error('Every row of the demo is asked.')
    const sample: Sample = {
      messages: null,
      metadata: {},
      ...draft,
      choices: draft.choices ?? null,
      id: `${subset}/${number}`,
      benchmark: 'demo',
      subset,
      row: number,
    }
    return { sample, messages: demo.prompt(sample, { args, shots: [] }), benchmark: demo }
  })
})

const plain: StudentOptions = { skill: 0.5, seed: 3, thinking: 0, unopenedThinking: 0, fenced: 0, truncated: 0, refusals: 0, empty: 0 }

/** Asks each item `times` times; tells what the simulator says it answered right and what the benchmark's scorer says. */
async function sit(sheet: AnswerSheet, times: number): Promise<{ truth: boolean[]; scored: boolean[]; kinds: Set<string | null> }> {
  const options = simulatorOptions.parse({ ttft: 0, itl: 0, prefillRate: 1e9, contextLength: 1e6 })
  const simulator = await createSimulator(options, { sheet })
  onTestFinished(() => simulator.close())
  const scored: boolean[] = []
  for (const { sample, messages } of Array.from({ length: times }, () => items).flat()) {
    const body = JSON.stringify({ messages })
    const response = await fetch(`${simulator.url}/v1/chat/completions`, { method: 'POST', body })
    const reply: { choices: { message: { content: string } }[] } = JSON.parse(await response.text())
    const { answer } = splitThinking(reply.choices[0]?.message.content ?? '')
    const score = await demo.score(answer, sample, { args, judge: null, programs: null })
    scored.push(score.values.accuracy === 1)
  }
  const log = await simulator.log()
  return { truth: log.map(({ answered }) => answered === 'right'), scored, kinds: new Set(log.map(({ answered }) => answered)) }
}

test('the score of every single answer of a mixed student is the truth', async () => {
  const student = { ...plain, thinking: 0.5, unopenedThinking: 0.1, fenced: 0.3, truncated: 0.1, refusals: 0.1, empty: 0.1 }
  const { truth, scored, kinds } = await sit(makeSheet(items, student), 25)
  expect(scored).toEqual(truth)
  expect(kinds).toEqual(new Set(['right', 'wrong', 'truncated', 'refused', 'empty']))
})

test.each([0, 1])('a student of skill %d gets that score', async skill => {
  const { scored } = await sit(makeSheet(items, { ...plain, skill }), 2)
  expect(new Set(scored)).toEqual(new Set([skill === 1]))
})

test('a prompt is on the sheet by what the user said, once', () => {
  const [first] = items
  if (first === undefined) throw new Error('There are questions.')
  const longer = {
    ...first,
    messages: [{ role: 'system', content: 'Be brief.' }, ...first.messages, { role: 'assistant', content: 'A.' }],
  }
  const { entries } = makeSheet([first, longer, { ...first, messages: [{ role: 'system', content: 'x' }] }], plain)
  expect(entries.map(({ prompt }) => prompt)).toEqual([promptKey(String(first.messages[0]?.content))])
})

test('each question of a conversation is on it with those before it', () => {
  const [first] = items
  if (first === undefined) throw new Error('There are questions.')
  const asked = String(first.messages[0]?.content)
  const { entries } = makeSheet([{ ...first, later: ['Shorter.', 'Shorter.'] }], plain)
  expect(entries.map(({ prompt }) => prompt)).toEqual([asked, `${asked}\n\nShorter.`, `${asked}\n\nShorter.\n\nShorter.`].map(promptKey))
})
