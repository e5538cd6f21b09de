import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayWidth } from '../../../src/report/terminal/display-width.js'
import { wrapText } from '../../../src/report/terminal/wrap-text.js'

describe('the width of a line', () => {
  it.each([
    ['abc', 3],
    ['通义千问', 8],
    ['ｆｕｌｌ', 8],
    ['한국어', 6],
    ['é', 1],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
    ['–', 1],
    ['', 0],
  ])('%s takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width)
  })
})

describe('wrapped text', () => {
  it('breaks at spaces', () => {
    expect(wrapText('the quick brown fox', 9)).toEqual(['the quick', 'brown fox'])
  })

  it('breaks inside a word only where the word is longer than a line', () => {
    expect(wrapText('a incomprehensible b', 8)).toEqual(['a', 'incompre', 'hensible', 'b'])
  })

  it('breaks between wide characters, which have no spaces', () => {
    expect(wrapText('性能测试 ok', 5)).toEqual(['性能', '测试', 'ok'])
  })

  it('fits the width and loses nothing but spaces', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '中', '文', '😀', '-') })
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 30 }), (original, width) => {
        const lines = wrapText(original, width)
        for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width)
        expect(lines.join('').replaceAll(' ', '')).toBe(original.replaceAll(' ', ''))
      }),
    )
  })
})
