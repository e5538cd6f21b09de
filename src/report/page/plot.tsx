import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import type { ChartSection } from '../types.js'
import type { Appearance } from './appearance.js'
import { plotData, plotOptions } from './plot-options.js'

/** Where the reader points: a position's index, and the place in pixels from the canvas's left edge. */
export interface Pointed {
  index: number
  left: number
  width: number
}

interface PlotProps {
  chart: ChartSection
  appearance: Appearance
  /** Indexes of series that are not shown. */
  hidden: ReadonlySet<number>
  onPoint(pointed: Pointed | null): void
}

const height = 260
/** The text width of an A4 or Letter sheet. */
const printWidth = 640

/** The canvas of a chart, as wide as its place. */
export function Plot({ chart, appearance: { theme, printing }, hidden, onPoint }: PlotProps) {
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  // What changes the whole drawing makes a new plot; a series that is hidden only changes it.
  useLayoutEffect(() => {
    const element = host.current
    if (element === null) return
    const width = () => Math.max(160, printing ? Math.min(printWidth, element.clientWidth) : element.clientWidth)
    const options = plotOptions(chart, { width: width(), height }, theme, hidden)
    const made = new uPlot({ ...options, hooks: { setCursor: [tell(onPoint)] } }, plotData(chart), element)
    const unfollow = followWidth(element, made, width)
    plot.current = made
    return () => {
      unfollow()
      made.destroy()
    }
  }, [chart, theme, printing])
  useEffect(() => {
    if (plot.current !== null) showSeries(plot.current, hidden)
  }, [chart, hidden])
  return <div class="plot" ref={host} />
}

function followWidth(element: HTMLElement, plot: uPlot, width: () => number): () => void {
  const observer = new ResizeObserver(() => {
    if (plot.width !== width()) plot.setSize({ width: width(), height })
  })
  observer.observe(element)
  return () => observer.disconnect()
}

/** uPlot counts the positions as series 0. */
function showSeries(plot: uPlot, hidden: ReadonlySet<number>): void {
  for (const [index, series] of plot.series.slice(1).entries()) {
    const show = !hidden.has(index)
    if (series.show !== show) plot.setSeries(index + 1, { show })
  }
}

function tell(onPoint: PlotProps['onPoint']): (plot: uPlot) => void {
  return plot => {
    const { idx, left } = plot.cursor
    const within = idx !== null && idx !== undefined && left !== undefined && left >= 0
    onPoint(within ? { index: idx, left: left + plot.over.offsetLeft, width: plot.width } : null)
  }
}
