import type { ChartSection, Report, Series } from '../../report/types.js'

export interface NamedReport {
  name: string
  report: Report
}

/** The charts that several reports have, each with the curves of all of them; charts of single load points are left out. */
export function overlayCharts(reports: readonly NamedReport[]): ChartSection[] {
  const ids = [...new Set(reports.flatMap(({ report }) => chartsOf(report).map(({ id }) => id)))]
  return ids.flatMap(id => {
    const found = reports.flatMap(({ name, report }) =>
      chartsOf(report)
        .filter(chart => chart.id === id)
        .map(chart => ({ name, chart })),
    )
    const [first] = found
    return first === undefined || found.length < 2 ? [] : [overlaid(first.chart, found)]
  })
}

const chartsOf = ({ sections }: Report): ChartSection[] =>
  sections.filter(section => section.kind === 'chart').filter(({ detail }) => detail !== true)

function overlaid({ note: _, ...first }: ChartSection, found: readonly { name: string; chart: ChartSection }[]): ChartSection {
  const places = [...new Set(found.flatMap(({ chart }) => placesOf(chart)))].sort(inOrder)
  const series = found.flatMap(({ name, chart }) => {
    const own = placesOf(chart)
    return chart.series.map((one): Series => {
      const values = places.map(place => one.values[own.indexOf(place)] ?? null)
      return { ...one, title: `${name}: ${one.title}`, values }
    })
  })
  const labelled = first.x.labels !== undefined
  return {
    ...first,
    id: `overlay-${first.id}`,
    x: labelled ? { ...first.x, labels: places.map(String) } : first.x,
    positions: labelled ? places.map((_place, index) => index) : places.map(Number),
    series,
  }
}

const placesOf = ({ x, positions }: ChartSection): (string | number)[] => x.labels ?? positions

function inOrder(one: string | number, other: string | number): number {
  const [a, b] = [Number.parseFloat(String(one)), Number.parseFloat(String(other))]
  return Number.isNaN(a - b) ? String(one).localeCompare(String(other)) : a - b
}
