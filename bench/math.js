// Agreement of the mathematics judge with a file of pairs: `npm run build`, then `npm run bench:math FILE`. Each line is a JSON object with
// gold, pred (or prediction) and expected (true where they are the same answer). Both texts may be whole replies; with `--expressions` nothing
// is looked for in them.
import { readFileSync } from 'node:fs'
import { extractAnswer } from '../dist/eval/scorers/math/extract.js'
import { judge } from '../dist/eval/scorers/math/judge.js'
import { printMachine } from './support/machine.js'

const expressions = process.argv.includes('--expressions')
const file = process.argv.slice(2).find(word => word !== '--expressions')
if (file === undefined) {
  console.error('Usage: npm run bench:math -- [--expressions] FILE  (JSON lines with gold, pred or prediction, expected)')
  process.exit(2)
}

const pairs = readFileSync(file, 'utf8')
  .split('\n')
  .filter(line => line.trim() !== '')
  .map(line => JSON.parse(line))

for (const pair of pairs.slice(0, 20)) judgePair(pair)
const results = pairs.map((pair, index) => ({ index, pair, ...judgePair(pair) }))

printMachine()
const disagreements = results.filter(({ pair, verdict }) => (verdict === 'equal') !== pair.expected)
for (const { index, pair, verdict, rule, reason, key, answer } of disagreements) {
  console.log(
    `${index}: expected ${pair.expected ? 'equal' : 'not equal'}, got ${verdict} (${rule}: ${reason})\n   key    ${shown(key)}\n   answer ${shown(answer)}`,
  )
}
const slowest = results.toSorted((a, b) => b.micros - a.micros).slice(0, 3)
const count = test => results.filter(test).length
const times = results.map(({ micros }) => micros).sort((a, b) => a - b)
const at = share => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(0)
console.log(`pairs            ${results.length}`)
console.log(`agreement        ${((100 * (results.length - disagreements.length)) / results.length).toFixed(1)} %`)
console.log(`false positives  ${count(({ pair, verdict }) => verdict === 'equal' && !pair.expected)}`)
console.log(`false negatives  ${count(({ pair, verdict }) => verdict === 'not-equal' && pair.expected)}`)
console.log(`undecided        ${count(({ verdict }) => verdict === 'undecided')}`)
console.log(`microseconds     median ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)}`)
console.log(`slowest          ${slowest.map(({ index, micros }) => `${index} (${micros.toFixed(0)})`).join(', ')}`)
for (const { index, verdict, reason } of results.filter(result => result.verdict === 'undecided'))
  console.log(`${index}: ${verdict}, ${reason}`)

function judgePair({ gold, pred, prediction }) {
  const start = process.hrtime.bigint()
  const key = expressions ? gold : (extractAnswer(gold)?.text ?? gold)
  const answer = expressions ? (pred ?? prediction) : (extractAnswer(pred ?? prediction)?.text ?? null)
  const verdict = answer === null ? { verdict: 'not-equal', rule: 'unparsed', reason: 'no answer found' } : judge(key, answer)
  return { key, answer, ...verdict, micros: Number(process.hrtime.bigint() - start) / 1_000 }
}

function shown(text) {
  return JSON.stringify(text ?? null).slice(0, 200)
}
