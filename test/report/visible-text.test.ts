import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { visibleText } from '../../src/report/visible-text.js'

describe('text of unknown origin', () => {
  it.each([
    ['plain', 'plain'],
    ['two\r\nlines\tand  more ', 'two lines and more'],
    ['\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
    ['\u202eevil\u202c', '\\u202eevil\\u202c'],
    ['zero\u200bwidth', 'zero\\u200bwidth'],
    ['lone \ud800 half', 'lone \\ud800 half'],
    ['family 👩‍👩‍👧', 'family 👩‍👩‍👧'],
    ['ノート PC', 'ノート PC'],
    ['', '–'],
    [' \n\t', '–'],
  ])('%j is shown as %j', (text, shown) => {
    expect(visibleText(text)).toBe(shown)
  })

  it('is cut with an ellipsis only where it is longer than the limit, and not within a character', () => {
    expect(visibleText('abcde', 5)).toBe('abcde')
    expect(visibleText('abcdef', 5)).toBe('abcd…')
    expect(visibleText('😀😀😀😀', 3)).toBe('😀😀…')
  })

  it('is one line without control characters, whatever it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(visibleText(text)).toMatch(/^[^\u0000-\u001f\u007f-\u009f\u202a-\u202e]+$/u)
      }),
    )
  })
})
