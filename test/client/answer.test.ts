import { describe, expect, test } from 'vitest'
import { AnswerBuilder } from '../../src/client/answer.js'
import type { StreamPart, Usage } from '../../src/client/types.js'

const build = (parts: StreamPart[], keepText = true): AnswerBuilder => {
  const answer = new AnswerBuilder({ keepText, maxCharacters: 1000 })
  for (const part of parts) answer.add(part)
  return answer
}
const content = (text: string, choice = 0): StreamPart => ({ type: 'content', choice, text })
const finish = (reason: string, choice = 0): StreamPart => ({ type: 'finish', choice, reason })
const usage = (counts: Partial<Usage>): StreamPart => ({
  type: 'usage',
  usage: { inputTokens: null, outputTokens: null, reasoningTokens: null, cachedTokens: null, ...counts },
})
const silent = { content: '', reasoning: '', refusal: '', toolCalls: [], finish: null }

describe('an answer', () => {
  test('with no parts is neither finished nor output', () => {
    const answer = build([])
    expect([answer.finished(1), answer.hasOutput, answer.choices(), answer.usage, answer.error]).toEqual([false, false, [], null, null])
  })

  test('joins the texts of each choice, in the order of their index', () => {
    const answer = build([
      content('b', 1),
      content('a'),
      { type: 'reasoning', choice: 1, text: 'r' },
      content('c', 1),
      { type: 'refusal', choice: 0, text: 'n' },
    ])
    expect(answer.choices()).toEqual([
      { ...silent, content: 'a', refusal: 'n' },
      { ...silent, content: 'bc', reasoning: 'r' },
    ])
  })

  test('is finished when each choice that was asked for is', () => {
    expect(build([content('a'), content('b', 1), finish('stop', 1)]).finished(1)).toBe(false)
    expect(build([content('a'), content('b', 1), finish('stop', 1), finish('length')]).finished(1)).toBe(true)
    expect(build([finish('stop')]).finished(1)).toBe(true)
  })

  test('has no output of a finish, usage or an error', () => {
    expect(build([finish('stop'), usage({ outputTokens: 3 }), { type: 'error', message: 'gone' }]).hasOutput).toBe(false)
    expect(build([{ type: 'toolCall', choice: 0, index: 0, id: 'x' }]).hasOutput).toBe(true)
  })

  test('keeps the newest count of each kind, and the first error', () => {
    const answer = build([
      usage({ inputTokens: 5, outputTokens: 0 }),
      usage({ outputTokens: 7, cachedTokens: 2 }),
      { type: 'error', message: 'a' },
      { type: 'error', message: 'b' },
    ])
    expect(answer.usage).toEqual({ inputTokens: 5, outputTokens: 7, reasoningTokens: null, cachedTokens: 2 })
    expect(answer.error).toBe('a')
  })

  test('puts tool calls together by index', () => {
    const answer = build([
      { type: 'toolCall', choice: 0, index: 0, id: 'x', name: 'f' },
      { type: 'toolCall', choice: 0, index: 1, id: 'y', name: 'g', arguments: '{' },
      { type: 'toolCall', choice: 0, index: 0, arguments: '{"a"' },
      { type: 'toolCall', choice: 0, index: 0, id: 'x', name: 'f', arguments: ':1}' },
      { type: 'toolCall', choice: 0, index: 1, arguments: '}' },
    ])
    expect(answer.choices()[0]?.toolCalls).toEqual([
      { id: 'x', name: 'f', arguments: '{"a":1}' },
      { id: 'y', name: 'g', arguments: '{}' },
    ])
  })

  test('tells calls with one index apart by their ids', () => {
    const answer = build([
      { type: 'toolCall', choice: 0, index: 0, id: 'x', name: 'f', arguments: '{}' },
      { type: 'toolCall', choice: 0, index: 0, id: 'y', name: 'f', arguments: '[' },
      { type: 'toolCall', choice: 0, index: 0, arguments: ']' },
    ])
    expect(answer.choices()[0]?.toolCalls).toEqual([
      { id: 'x', name: 'f', arguments: '{}' },
      { id: 'y', name: 'f', arguments: '[]' },
    ])
  })

  test('counts texts that it does not keep', () => {
    const answer = build(
      [content('ab'), content('é🌊'), { type: 'toolCall', choice: 0, index: 0, id: 'x', name: 'f', arguments: '{}' }, finish('stop')],
      false,
    )
    expect(answer.choices()).toEqual([{ ...silent, finish: 'stop' }])
    expect(answer.characters).toEqual({ content: 5, reasoning: 0, refusal: 0, toolCalls: 3 })
    expect([answer.finished(1), answer.hasOutput]).toEqual([true, true])
  })

  test('can be asked again after more parts', () => {
    const answer = build([content('a')])
    expect(answer.choices()[0]?.content).toBe('a')
    answer.add(content('b'))
    expect(answer.choices()[0]?.content).toBe('ab')
  })
})
