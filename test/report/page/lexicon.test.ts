import { describe, expect, test } from 'vitest'
import { createLexicon } from '../../../src/report/page/sentences/lexicon.js'
import { compile, fillings } from '../../../src/report/page/sentences/template.js'

const lexicon = createLexicon([
  ['The run was cut.', '运行被中断。'],
  ['At {load:known}: {why:said}', '{load}时：{why}'],
  ['{count:number} in flight', '并发 {count}'],
  ['{name:word} had {count:number} rows.', '{name} 有 {count} 行。'],
  ['It failed: {why:list}.', '失败：{why}。'],
  ['no network', '没有网络'],
  ['The line names {letters}.', '该行指向 {letters}。'],
  ['The key is {key}.', '正确答案是 {key}。'],
])

describe('a sentence', () => {
  test.each([
    ['The run was cut.', '运行被中断。'],
    ['x.jsonl had 3 rows.', 'x.jsonl 有 3 行。'],
    ['At 4 in flight: The run was cut. x had 1,5 rows.', '并发 4 时：运行被中断。x 有 1,5 行。'],
    ['It failed: no network; disk full.', '失败：没有网络；disk full。'],
    ['The run was cut. Who knows why? The run was cut.', '运行被中断。 Who knows why? 运行被中断。'],
    ['The line names A. The key is B.', '该行指向 A。正确答案是 B。'],
    ['demo: The run was cut.', 'demo: 运行被中断。'],
  ])('%j is said as far as it is known', (english, chinese) => {
    expect(lexicon.say(english)).toBe(chinese)
  })

  test.each(['x y had 3 rows.', 'x had three rows.', 'At noon: The run', 'a text\nof a model', '', '__proto__', ' '])(
    '%j stays as it is',
    text => {
      expect(lexicon.say(text)).toBe(text)
    },
  )

  test('that is not known is named', () => {
    expect(lexicon.unknown('The run was cut. Who knows why? x had 2 rows.')).toEqual(['Who knows why?'])
    expect(lexicon.unknown('The run was cut. The run was cut.')).toEqual([])
  })

  test('of a server takes no longer than it is long', () => {
    const hostile = 'At 4 in flight: x had 3 rows. '.repeat(20_000)
    const startedAt = performance.now()
    expect(lexicon.say(hostile)).toBe(hostile)
    lexicon.say(hostile.slice(0, 3990))
    expect(performance.now() - startedAt).toBeLessThan(1000)
  })
})

describe('a template', () => {
  test('keeps what stands in its holes, in their order', () => {
    const template = compile(['{a} of {b:number} of {c}', '{c}{b}{a}'])
    expect(fillings(template, 'one of 2 of three of four')).toEqual(['one', '2', 'three of four'])
    expect(fillings(template, 'one of 2 of ')).toBeNull()
    expect(fillings(template, ' of 2 of x')).toBeNull()
  })

  test('that says what the English sentence does not is refused', () => {
    expect(() => compile(['{a} is', '{b}'])).toThrow('{b}')
    expect(() => compile(['{a:digit} is', '{a}'])).toThrow('digit')
  })
})
