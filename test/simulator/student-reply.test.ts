import { expect, test } from 'vitest'
import { seededRandom } from '../../src/lib/random.js'
import type { AnswerSheetEntry, StudentOptions } from '../../src/simulator/answer-sheet.js'
import { type StudentReply, studentReply } from '../../src/simulator/student-reply.js'
import { textPieces } from '../../src/simulator/text-pieces.js'

const plain: StudentOptions = { skill: 0.5, seed: 1, thinking: 0, unopenedThinking: 0, fenced: 0, truncated: 0, refusals: 0, empty: 0 }

const entry: AnswerSheetEntry = { prompt: 'ab', right: ['RIGHT one', 'RIGHT two'], wrong: ['WRONG one', 'WRONG two'] }

function replies(given: Partial<StudentOptions>, about: AnswerSheetEntry = entry, count = 4000): StudentReply[] {
  return Array.from({ length: count }, (_, number) => studentReply(about, { ...plain, ...given }, seededRandom(5, number)))
}

function share(all: StudentReply[], holds: (reply: StudentReply) => boolean): number {
  return all.filter(holds).length / all.length
}

test('every share is what was asked for', () => {
  const all = replies({ skill: 0.6, thinking: 0.4, unopenedThinking: 0.2, fenced: 0.3, truncated: 0.1, refusals: 0.06, empty: 0.04 })
  const told = ({ answered }: StudentReply) => answered === 'right' || answered === 'wrong'
  const shares: [number, number][] = [
    [share(all, ({ answered }) => answered === 'right'), 0.6],
    [share(all, ({ answered }) => answered === 'truncated'), 0.1],
    [share(all, ({ answered }) => answered === 'refused'), 0.06],
    [share(all, ({ answered }) => answered === 'empty'), 0.04],
    [share(all.filter(told), ({ reasoning }) => reasoning !== ''), 0.2],
    [share(all.filter(told), ({ content }) => content.startsWith('<think>')), 0.2],
    [share(all.filter(told), ({ content }) => content.includes('</think>') && !content.includes('<think>')), 0.2],
    [share(all.filter(told), ({ content }) => content.endsWith('```')), 0.3],
  ]
  // Four standard deviations of at least 3000 draws.
  for (const [found, asked] of shares) expect(Math.abs(found - asked)).toBeLessThan(4 * Math.sqrt((asked * (1 - asked)) / 3000))
})

test('without any embellishment a reply is one of the forms, each in turn', () => {
  const all = replies({})
  const texts = (kind: string) => new Set(all.filter(reply => reply.answered === kind).map(reply => reply.content))
  expect(texts('right')).toEqual(new Set(entry.right))
  expect(texts('wrong')).toEqual(new Set(entry.wrong))
  expect(all.every(({ reasoning, finish }) => reasoning === '' && finish === 'stop')).toBe(true)
})

test('thinking considers an answer of the other kind, and the answer stands after it', () => {
  for (const { answered, content } of replies({ thinking: 1 }, entry, 200).filter(reply => reply.reasoning === '')) {
    const [thinking = '', answer = ''] = content.split('</think>')
    expect(thinking).toContain(answered === 'right' ? 'WRONG' : 'RIGHT')
    expect(answer.trim()).toMatch(answered === 'right' ? /^RIGHT/ : /^WRONG/)
  }
})

test('truncated, refused and empty replies hold no answer of the sheet', () => {
  const all = replies({ skill: 0, thinking: 0.5, truncated: 0.4, refusals: 0.3, empty: 0.3 })
  expect(all.filter(({ content, reasoning }) => /RIGHT|WRONG/.test(content + reasoning))).toEqual([])
  expect(all.every(({ answered, finish }) => (finish === 'length') === (answered === 'truncated'))).toBe(true)
  const cutBlocks = all.filter(({ answered, content }) => answered === 'truncated' && content.startsWith('<think>'))
  expect(cutBlocks.length).toBeGreaterThan(100)
  expect(cutBlocks.filter(({ content }) => content.includes('</think>'))).toEqual([])
  const empty = all.filter(({ answered }) => answered === 'empty')
  expect(empty.every(({ content }) => content.replace(/<think>[\s\S]*<\/think>/, '').trim() === '')).toBe(true)
})

test('a form that thinks or has a fence of its own is sent as it stands', () => {
  const own = { prompt: 'ab', right: ['<think>x</think>\nRIGHT', '```\nRIGHT\n```'], wrong: ['WRONG'] }
  const right = replies({ skill: 1, thinking: 1, fenced: 1 }, own, 200)
  expect(right.map(({ content }) => content).filter(content => /<think>[\s\S]*<think>|``````|```\n```/.test(content))).toEqual([])
  expect(right.filter(({ content }) => content === own.right[0]).length).toBeGreaterThan(50)
})

test('where the form is judged, nothing but the form is said to the user', () => {
  const all = replies({ skill: 0.3, fenced: 1, truncated: 0.3, refusals: 0.3 }, { ...entry, verbatim: true })
  expect(all.filter(({ content }) => content.includes('```'))).toEqual([])
  const silent = all.filter(({ answered }) => answered === 'truncated' || answered === 'refused')
  expect(silent.length).toBeGreaterThan(1000)
  expect(silent.filter(({ content }) => content !== '')).toEqual([])
  expect(all.filter(({ answered, finish }) => answered === 'refused' && finish !== 'content_filter')).toEqual([])
})

test.each(['', '  a\n\n', '答案：选项 B 是对的。', 'x'.repeat(30), '😀'.repeat(9), '\n\\frac{1}{2} "quoted" — end '])(
  'the pieces of %j are the text',
  text => {
    expect(textPieces(text).join('')).toBe(text)
    expect(textPieces(text).filter(piece => /[\ud800-\udbff]$|^[\udc00-\udfff]/.test(piece))).toEqual([])
  },
)
