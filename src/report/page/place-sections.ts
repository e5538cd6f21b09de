import type { Section } from '../types.js'

export interface PlacedSection {
  section: Section
  /** An element id that no other section of the page has. */
  anchor: string
  /** True where two charts share a row on a wide screen. */
  half: boolean
}

/** Gives every section its anchor and place: charts that follow each other stand in pairs, the odd one at the end of such a run alone. */
export function placeSections(sections: readonly Section[]): PlacedSection[] {
  const taken = new Set<string>()
  return sections.map((section, index) => ({
    section,
    anchor: uniqueAnchor(section.id, index, taken),
    half: isPaired(sections, index),
  }))
}

function uniqueAnchor(id: string, index: number, taken: Set<string>): string {
  const name = `section-${id.replace(/[^A-Za-z0-9-]+/g, '-')}`
  const anchor = taken.has(name) ? `${name}-${index}` : name
  taken.add(anchor)
  return anchor
}

function isPaired(sections: readonly Section[], index: number): boolean {
  const isChart = (at: number) => sections[at]?.kind === 'chart'
  if (!isChart(index)) return false
  let before = 0
  while (isChart(index - before - 1)) before++
  return before % 2 === 1 || isChart(index + 1)
}
