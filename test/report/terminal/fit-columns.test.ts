import { describe, expect, it } from 'vitest'
import { fitColumns } from '../../../src/report/terminal/fit-columns.js'

describe('fitting columns into a width', () => {
  it('leaves natural widths where they fit', () => {
    expect(fitColumns([10, 30], [true, true], 40)).toEqual([10, 30])
  })

  it('narrows the widest columns that may wrap, and only these', () => {
    expect(fitColumns([50, 30, 40], [false, true, true], 100)).toEqual([50, 25, 25])
  })

  it('gives up where text would stand in columns of single words', () => {
    expect(fitColumns([50, 30], [false, true], 60)).toBeUndefined()
  })
})
