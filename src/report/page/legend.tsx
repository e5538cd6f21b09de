import type { ChartSection, Series } from '../types.js'
import type { Theme } from './appearance.js'
import { seriesColor } from './palette.js'
import { useReportWords } from './report-words.js'
import { useWords } from './words.js'

interface LegendProps {
  chart: ChartSection
  theme: Theme
  hidden: ReadonlySet<number>
  onToggle(index: number): void
}

/** One button for each series; pressed means shown. */
export function Legend({ chart, theme, hidden, onToggle }: LegendProps) {
  const say = useWords()
  const said = useReportWords()
  return (
    <div class="legend">
      {chart.series.map((series, index) => (
        <button type="button" aria-pressed={!hidden.has(index)} onClick={() => onToggle(index)}>
          <Swatch style={series.style} color={seriesColor(theme, index)} />
          <bdi>{said(series.title)}</bdi>
          {series.scale === 'right' && <span class="scale">{say('right')}</span>}
        </button>
      ))}
    </div>
  )
}

/** A sample of how the series is drawn, so that colour is not the only sign. */
export function Swatch({ style, color }: { style: Series['style']; color: string }) {
  return (
    <svg class="swatch" width="20" height="10" viewBox="0 0 20 10" aria-hidden="true">
      <SwatchShape style={style} color={color} />
    </svg>
  )
}

function SwatchShape({ style, color }: { style: Series['style']; color: string }) {
  switch (style) {
    case 'line':
      return <path d="M0 5H20" stroke={color} stroke-width="2.5" />
    case 'dashed':
      return <path d="M0 5H20" stroke={color} stroke-width="2.5" stroke-dasharray="5 2.5" />
    case 'points':
      return <path d="M4 5h.01M10 5h.01M16 5h.01" stroke={color} stroke-width="4.5" stroke-linecap="round" />
    case 'steps':
      return <path d="M0 8.5H7V5H13V1.5H20" stroke={color} stroke-width="2" fill="none" />
    case 'bars':
      return <path d="M3 10V4M10 10V1M17 10V6" stroke={color} stroke-width="5" />
  }
}
