import { statNames } from '../lib/statistics.js'
import type { Metric } from './metric.js'
import { metrics } from './metrics.js'

const betterWord = { lower: 'lower', higher: 'higher', none: '' }

/** The metrics as Markdown, for docs/metrics.md: two tables and what the statistics mean. */
export function metricsTable(): string {
  return [
    '## Figures of a load point',
    '',
    ...table('scalar'),
    '',
    '## Figures of requests',
    '',
    `Each is told by its statistics, as \`ttft.p99\`: ${statNames.map(stat => `\`${stat}\``).join(', ')}. Percentiles lie at rank (n - 1) p, linear`,
    "between neighbours, on the exact values; `std` is the sample's (n - 1). They are taken over the requests that succeeded, where nothing",
    'else is said. A metric that was not measured is `null` in files and – on screen, never 0. A threshold on a metric without a statistic',
    'means its mean.',
    '',
    ...table('distribution'),
    '',
  ].join('\n')
}

function table(kind: Metric['kind']): string[] {
  const rows = metrics.names.filter(id => metrics.parts[id].kind === kind).map(id => row(id, metrics.parts[id]))
  return ['| Id | Metric | Unit | Shown in | Better | Definition |', '|---|---|---|---|---|---|', ...rows]
}

function row(id: string, metric: Metric): string {
  const title = metric.short === undefined ? metric.title : `${metric.title} (${metric.short})`
  const aliases = metric.aliases === undefined ? '' : ` Also: ${metric.aliases.map(alias => `\`${alias}\``).join(', ')}.`
  const cells = [`\`${id}\``, title, metric.unit, metric.show.unit, betterWord[metric.direction ?? 'none'], metric.formula + aliases]
  return `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
}
