// npm run bench:startup: how long a user waits for help, beside node's own start. See README.md.
import { spawnSync } from 'node:child_process'
import { performance } from 'node:perf_hooks'
import { printMachine } from './support/machine.js'
import { spread } from './support/statistics.js'
import { printTable, verdict } from './support/table.js'

const program = new URL('../bin/evalscope-ts.js', import.meta.url).pathname
const runs = 15
const commands = [
  { name: 'node -e 0', args: ['-e', '0'], aim: null },
  { name: '--help', args: [program, '--help'], aim: 2 },
  { name: 'perf --help', args: [program, 'perf', '--help'], aim: 3 },
  { name: 'perf --dry-run', args: [program, 'perf', '--dry-run'], aim: null },
]

printMachine()
for (const command of commands) time(command)
const times = new Map(commands.map(command => [command, []]))
for (let run = 0; run < runs; run++) for (const command of commands) times.get(command).push(time(command))

const base = spread(times.get(commands[0])).p50
printTable(
  `Milliseconds from start to exit, ${runs} runs in turns`,
  ['command', 'median', 'p90', 'x node', 'aim'],
  commands.map(command => {
    const { p50, p90 } = spread(times.get(command))
    const { aim } = command
    return [
      command.name,
      p50.toFixed(0),
      p90.toFixed(0),
      (p50 / base).toFixed(2),
      aim === null ? '–' : `${aim} x ${verdict(p50 / base <= aim)}`,
    ]
  }),
)

function time({ name, args }) {
  const startedAt = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stderr}`)
  return performance.now() - startedAt
}
