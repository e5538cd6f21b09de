import { describe, expect, it } from 'vitest'
import { placeSections } from '../../../src/report/page/place-sections.js'
import type { Section } from '../../../src/report/types.js'

const list = (id: string): Section => ({ kind: 'list', id, title: id, items: [] })
const chart = (id: string): Section => ({ kind: 'chart', id, title: id, x: { title: 'x' }, y: { title: 'y' }, positions: [], series: [] })

describe('placing sections on the page', () => {
  it('sets charts that follow each other in pairs and an odd one alone', () => {
    const placed = placeSections([list('a'), chart('b'), chart('c'), chart('d'), list('e'), chart('f')])
    expect(placed.map(({ half }) => half)).toEqual([false, true, true, false, false, false])
  })

  it('gives every section an anchor of its own that is a plain word', () => {
    const anchors = placeSections([list('overview'), list('overview'), list('"><b>'), list('"><i>'), list('__proto__')]).map(
      ({ anchor }) => anchor,
    )
    expect(new Set(anchors).size).toBe(5)
    expect(anchors[0]).toBe('section-overview')
    for (const anchor of anchors) expect(anchor).toMatch(/^[A-Za-z0-9-]+$/)
  })
})
