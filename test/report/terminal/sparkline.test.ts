import { describe, expect, it } from 'vitest'
import { sparkline } from '../../../src/report/terminal/sparkline.js'

describe('a sparkline', () => {
  it('rises from zero to the largest value', () => {
    expect(sparkline([0, 1, 2, 3, 4, 5, 6, 7], 8)).toBe('▁▂▃▄▅▆▇█')
  })

  it('shows a dot where nothing was measured', () => {
    expect(sparkline([7, null, 7], 8)).toBe('█·█')
  })

  it('keeps a peak when values share a place', () => {
    expect(sparkline([0, 0, 0, 9, 0, 0], 3)).toBe('▁█▁')
  })

  it('is empty when there is nothing to show', () => {
    expect(sparkline([], 8)).toBe('')
    expect(sparkline([null, null], 8)).toBe('')
  })
})
