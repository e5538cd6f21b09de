// Agreement of the instruction checkers with what Python's tools said of the texts in fixtures/ifeval: `node bench/ifeval.js`.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { printMachine } from './support/machine.js'

const dist = process.env.IFEVAL_DIST ?? new URL('../dist/', import.meta.url).pathname
const { followInstructions } = await import(`${dist}/eval/scorers/ifeval/follow-instructions.js`)
const { detectLanguage } = await import(`${dist}/eval/scorers/ifeval/langdetect/detect-language.js`)
const { sentences } = await import(`${dist}/eval/scorers/ifeval/punkt/sentences.js`)
const { wordTokens } = await import(`${dist}/eval/scorers/ifeval/punkt/word-tokens.js`)

const shown = Number(process.argv[2] ?? 10)
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other)

printMachine()
const texts = linesOf('sentences')
compare(
  'language',
  linesOf('languages'),
  ({ text }) => detectLanguage(text),
  ({ language }) => language,
)
compare(
  'sentence count',
  texts,
  ({ text }) => sentences(text).length,
  line => line.sentences.length,
)
compare(
  'sentences',
  texts,
  ({ text }) => sentences(text),
  line => line.sentences,
)
compare(
  'words',
  texts,
  ({ text }) => wordTokens(text),
  ({ words }) => words,
)
compare('instructions', linesOf('instructions'), verdicts, ({ strict, loose }) => ({ strict, loose }))

function verdicts({ id, kwargs, reply }) {
  const [{ strict, loose }] = followInstructions(reply.trim(), [{ id, kwargs }])
  return { strict, loose }
}

function compare(what, lines, ours, theirs) {
  for (const line of lines.slice(0, 50)) ours(line)
  const start = process.hrtime.bigint()
  const answers = lines.map(line => ours(line))
  const micros = Number(process.hrtime.bigint() - start) / 1000 / lines.length
  const differing = lines.map((line, place) => ({ line, answer: answers[place] })).filter(({ line, answer }) => !same(answer, theirs(line)))
  const agreeing = lines.length - differing.length
  console.log(
    `${what.padEnd(15)} ${agreeing} of ${lines.length} (${((100 * agreeing) / lines.length).toFixed(2)} %), ${micros.toFixed(0)} us each`,
  )
  for (const { line, answer } of differing.slice(0, shown))
    console.log(`   ${JSON.stringify(answer)} for ${JSON.stringify(line).slice(0, 300)}`)
}

function linesOf(name) {
  const file = new URL(`../fixtures/ifeval/${name}.jsonl.gz`, import.meta.url)
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n')
  return lines.filter(line => line !== '').map(line => JSON.parse(line))
}
