import { describe, expect, test } from 'vitest'
import { splitThinking } from '../../src/eval/thinking.js'

const split = (text: string) => {
  const { thinking, answer, truncatedThinking } = splitThinking(text)
  return [thinking, answer, truncatedThinking]
}

describe('thinking is split off', () => {
  test.each([
    ['where a pair of tags holds it', '<think>two and two</think>\n\nANSWER: 4', ['two and two', 'ANSWER: 4', false]],
    ['where several pairs hold it', '<think>a</think>One. <think>b</think>Two.', ['a\n\nb', 'One. Two.', false]],
    ['where only the closing tag was written', 'two and two\n</think>\nANSWER: 4', ['two and two', 'ANSWER: 4', false]],
    ['up to the last of several lone closing tags', 'a </think> b </think> c', ['a\n\nb', 'c', false]],
    ['where a lone closing tag comes after a pair', '<think>a</think>b</think>c', ['a\n\nb', 'c', false]],
    ['where words come before the opening tag', 'Sure.\n<think>hm</think>\nB', ['hm', 'Sure.\n\nB', false]],
    ['under other names', '<thinking>hm</thinking>B', ['hm', 'B', false]],
    ['in capital letters', '<THINK>hm</Think>B', ['hm', 'B', false]],
    ['in the tags of other models', '◁think▷hm◁/think▷B', ['hm', 'B', false]],
    ['in square brackets', '[THINK]hm[/THINK]B', ['hm', 'B', false]],
    ['where it is empty', '<think>\n\n</think>\n\nB', ['', 'B', false]],
    ['in channels', '<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>B<|return|>', ['hm', 'B', false]],
    ['in channels whose marks were taken out', 'analysisWe need B.assistantfinalANSWER: B', ['We need B.', 'ANSWER: B', false]],
  ])('%s', (_, text, expected) => {
    expect(split(text)).toEqual(expected)
  })
})

describe('there is no answer', () => {
  test.each([
    ['where thinking was opened and never closed', '<think>two and two is ANSWER: 4', ['two and two is ANSWER: 4', '', true]],
    ['where it was opened again', '<think>a</think>B\n<think>c', ['a\n\nB\n\nc', '', true]],
    ['where the channel of the answer never began', '<|channel|>analysis<|message|>two and', ['two and', '', true]],
    ['in an empty reply', '', ['', '', false]],
    ['in a reply that is thinking alone', '<think>a</think>', ['a', '', false]],
  ])('%s', (_, text, expected) => {
    expect(split(text)).toEqual(expected)
  })
})

describe('an answer stays whole', () => {
  test.each([
    ['without tags', '  ANSWER: B \n'],
    ['where it talks of a tag', 'Models write <think> before they reason. ANSWER: B'],
    ['where it begins with a word of the channels', 'analysis of the assistant final exam shows B'],
    ['where it has other tags', '<p>B</p> <thinker>'],
  ])('%s', (_, text) => {
    expect(split(text)).toEqual(['', text.trim(), false])
  })
})
