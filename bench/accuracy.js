// npm run bench:accuracy: what `perf` measures, held against what the simulated service says that it sent. See README.md.
import { compareExchange } from './accuracy/compare-exchange.js'
import { faultOutcomes, outcomeOf } from './accuracy/fault-outcomes.js'
import { measureKind } from './accuracy/measure-kind.js'
import { printMachine } from './support/machine.js'
import { watchMachine } from './support/machine-watch.js'
import { spread } from './support/statistics.js'
import { printTable, verdict } from './support/table.js'

/** Milliseconds. */
const aims = { p50: 2, p99: 5 }

/** A place for every request, and one pace however many there are. */
const service = ['--max-batch', '64', '--slowdown', '0', '--ttft', '30', '--itl', '10', '--itl-spread', '0.3']
const perf = ['--parallel', '1', '16', '64', '--number', '6', '64', '192', '--max-tokens', '48', '--sleep-interval', '0.2']

const kinds = [
  { name: 'role first', service: ['--role-first'] },
  { name: 'no role event', service: ['--no-role-first'] },
  { name: 'half reasoning', service: ['--reasoning-share', '0.5'] },
  { name: 'tool calls', service: ['--tool-call-rate', '1'] },
  { name: '2.5 tokens an event', service: ['--tokens-per-event', '2.5'] },
  { name: 'no usage', service: ['--no-usage'] },
  { name: 'plain completions', service: [], path: '/v1/completions' },
]

const rate = '0.1'
const faults = {
  name: 'faults',
  service: [
    '--rate429',
    rate,
    '--rate500',
    rate,
    '--cut-rate',
    rate,
    '--error-event-rate',
    rate,
    '--stall-rate',
    rate,
    '--empty-rate',
    rate,
  ],
  perf: ['--parallel', '16', '--number', '320', '--max-tokens', '48', '--read-timeout', '1'],
}

printMachine()
const stopWatch = await watchMachine()
const points = []
for (const kind of kinds) points.push(...(await measureKind({ perf, ...kind, service: [...service, ...kind.service] })))
printMachineDelays(stopWatch())
printMoments(points.map(point => ({ ...point, compared: completeStreams(point) })))
const [faultPoint] = await measureKind({ ...faults, service: [...service, ...faults.service] })
printFaults(faultPoint)

function printMachineDelays({ p50, p90, p99, max }) {
  const [middle, high, higher, highest] = [p50, p90, p99, max].map(value => value.toFixed(2))
  console.log(
    `this machine's own lateness meanwhile, one socket between two idle processes, ms: p50 ${middle}, p90 ${high}, p99 ${higher}, max ${highest}`,
  )
}

function completeStreams({ pairs, zeroAt }) {
  return pairs
    .filter(({ record, sent }) => record.outcome === 'success' && sent.outcome === 'completed')
    .map(({ record, sent }) => compareExchange(record, sent, zeroAt))
}

function printMoments(points) {
  const together = [1, 16, 64].map(parallel => {
    const compared = points.filter(point => point.parallel === parallel).flatMap(point => point.compared)
    return { kind: 'all', parallel, compared }
  })
  const headings = ['p50', 'p90', 'p99', 'max', '']
  printTable(
    `Seen - sent, in ms: the first token, each gap between events, the end. Aim: p50 ${aims.p50}, p99 ${aims.p99}`,
    [
      'stream',
      'parallel',
      ...['TTFT', 'gap', 'end'].flatMap(name => headings.map(heading => (heading === '' ? '' : `${name} ${heading}`))),
    ],
    [...points, ...together].map(momentRow),
  )
  printTable(
    'Counts: requests in which one is wrong',
    [
      'stream',
      'parallel',
      'requests',
      'complete',
      'unmatched',
      'events',
      'output tokens',
      'input tokens',
      'reasoning tokens',
      'merged reads',
    ],
    points.map(countRow),
  )
}

function momentRow({ kind, parallel, compared }) {
  const cells = ['ttft', 'gaps', 'end'].flatMap(measure => {
    const { p50, p90, p99, max } = spread(compared.flatMap(one => one[measure].map(Math.abs)))
    return [...[p50, p90, p99, max].map(value => value.toFixed(2)), verdict(p50 <= aims.p50 && p99 <= aims.p99)]
  })
  return [kind, parallel, ...cells]
}

function countRow({ kind, parallel, pairs, unmatched, compared }) {
  const wrong = name => compared.filter(one => one.wrong[name]).length
  const events = compared.reduce((sum, one) => sum + one.gaps.length + 1, 0)
  const merged = compared.reduce((sum, one) => sum + one.merged, 0)
  return [
    kind,
    parallel,
    pairs.length + unmatched,
    compared.length,
    unmatched,
    wrong('events'),
    wrong('outputTokens'),
    wrong('inputTokens'),
    wrong('reasoningTokens'),
    `${((100 * merged) / events).toFixed(1)} %`,
  ]
}

function printFaults({ pairs, unmatched, summary }) {
  const rows = Object.entries(faultOutcomes).map(([fault, expected]) => {
    const sent = pairs.filter(pair => (pair.sent.fault ?? 'none') === fault)
    const right = sent.filter(({ record }) => outcomeOf(record) === expected)
    const others = [...new Set(sent.filter(pair => !right.includes(pair)).map(({ record }) => outcomeOf(record)))]
    return [fault, sent.length, expected, right.length, others.join(', ') || '–', verdict(right.length === sent.length)]
  })
  printTable('Faults, 16 in flight: what the service did, and what perf says', ['fault', 'sent', 'must be', 'said', 'also said', ''], rows)
  const seconds = (Math.max(...pairs.map(({ record }) => record.endMs)) - Math.min(...pairs.map(({ record }) => record.startMs))) / 1000
  const told = summary['Test Duration (s)']
  console.log(`unmatched requests: ${unmatched}; duration ${told} s, first start to last end of all requests ${seconds.toFixed(4)} s`)
}
