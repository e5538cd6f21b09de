import { downsample } from '../../report/downsample.js'
import type { ChartSection } from '../../report/types.js'
import type { RequestAnswer } from '../types.js'

/** When the tokens of a request came: every read that carried some, and the gap before it. Null where there are no two reads. */
export function tokenTimeline({ gapsUs, firstTokenMs, startMs }: RequestAnswer): ChartSection | null {
  if (firstTokenMs === null || gapsUs.length === 0) return null
  const positions = [firstTokenMs - startMs]
  for (const gap of gapsUs) positions.push((positions.at(-1) ?? 0) + gap / 1000)
  const series: ChartSection['series'] = [
    { title: 'Gap before a read', style: 'points', values: [null, ...gapsUs.map(gap => gap / 1000)] },
    { title: 'Reads so far', style: 'steps', scale: 'right', values: positions.map((_, index) => index + 1) },
  ]
  return {
    kind: 'chart',
    id: 'tokens',
    title: 'When tokens came',
    note: 'A read is what arrived at once; several tokens may have come in one.',
    x: { title: 'Time since the start', unit: 'ms' },
    y: { title: 'Gap', unit: 'ms' },
    right: { title: 'Reads' },
    ...downsample({ positions, series }),
  }
}
