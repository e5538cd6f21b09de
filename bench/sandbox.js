// Programs judged per second, and overhead per test, in each tier of the sandbox that this machine has: `npm run build`, then
// `npm run bench:sandbox`. Docker and podman are tried too, and said to be missing where they are.
import { openSandbox } from '../dist/sandbox/open-sandbox.js'
import { printMachine } from './support/machine.js'
import { printTable } from './support/table.js'

const PROGRAMS = 24
const TESTS = 20
const AT_ONCE = 2
const SOURCE = 'import sys\nnumbers = sorted(map(int, sys.stdin.read().split()))\nprint(*numbers)'
/** The imports that judges of contest programs make first. */
const PRELUDE =
  'from collections import *\nfrom heapq import *\nfrom itertools import *\nfrom functools import *\nfrom math import *\nimport re, random, bisect, string, copy'
const trials = Array.from({ length: TESTS }, (_, index) => ({ kind: 'stdin', input: `${index} 3 2 1\n` }))
const limits = { wallSeconds: 60 }

printMachine()
const rows = []
for (const only of ['bubblewrap', 'docker', 'podman', 'process']) {
  const sandbox = await openSandbox({ env: process.env, allowUnsafeCode: true, only, atOnce: AT_ONCE })
  if (sandbox.tier === 'none') console.log(`${only}: not here (${sandbox.problem?.split(': ').slice(2).join(': ').split('. ')[0]})`)
  else rows.push(await measured(sandbox))
  await sandbox.close()
}
printTable(
  `${PROGRAMS} programs of ${TESTS} tests, ${AT_ONCE} at once`,
  ['tier', 'programs/s', 'tests/s', 'first test ms', 'further test ms', 'CPU of a test ms', 'check ms', 'call of a check ms'],
  rows,
)

async function measured(sandbox) {
  await judge(sandbox)
  const started = performance.now()
  await Promise.all(Array.from({ length: PROGRAMS }, () => judge(sandbox)))
  const seconds = (performance.now() - started) / 1000
  const alone = await judge(sandbox)
  const check = await timed(() => checked(sandbox, 1))
  const calls = (await timed(() => checked(sandbox, 1001))) - check
  const [first, ...further] = alone.times
  const figures = [PROGRAMS / seconds, (PROGRAMS * TESTS) / seconds, first, median(further), median(alone.cpu), check, calls / 1000]
  return [sandbox.about, ...figures.map(figure => figure.toFixed(figure < 1 ? 2 : 1))]
}

/** Milliseconds from one verdict to the next. */
async function judge(sandbox) {
  const times = []
  const cpu = []
  let last = performance.now()
  const broken = await sandbox.run({ sources: [SOURCE], prelude: PRELUDE, limits }, trials, outcome => {
    if (outcome.kind !== 'output') throw new Error(`a test came to ${JSON.stringify(outcome)}`)
    const now = performance.now()
    times.push(now - last)
    cpu.push(outcome.cpuSeconds * 1000)
    last = now
    return true
  })
  if (broken !== null) throw new Error(broken.reason)
  return { times, cpu }
}

async function checked(sandbox, calls) {
  const checks = { setup: '', entries: ['f'], tests: [`for n in range(${calls}): assert f(n) == n + 1`] }
  const outcome = await sandbox.check({ sources: ['def f(n): return n + 1'], limits }, checks)
  if (outcome.kind !== 'passed') throw new Error(JSON.stringify(outcome))
}

async function timed(work) {
  const started = performance.now()
  await work()
  return performance.now() - started
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
