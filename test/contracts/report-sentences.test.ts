import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { failureHint } from '../../src/client/failure-hints.js'
import { type FailureKind, failureKinds } from '../../src/client/failure-kinds.js'
import { loadBenchmarks } from '../../src/eval/benchmarks/load-benchmarks.js'
import { metrics } from '../../src/metrics/metrics.js'
import { sentenceLexicon, titleLexicon } from '../../src/report/page/sentences/report-lexicons.js'
import { answerLines, fixtureRows, hubsApart } from '../support/benchmark-fixtures.js'
import { plainArgs } from '../support/plain-args.js'

/** What can put a sentence into a report. */
const speaking = ['perf', 'eval', 'metrics', 'data', 'tokenizer', 'sandbox', 'client', 'cli/collection-report.ts', 'app/foreign-report.ts']

/** Prompts, options, worked examples and screens: nothing of them stands in a report. */
const silent =
  /options\.ts|prompts?\.ts|-forms\.ts|reply-rules|sentences\.ts|markup\.ts|observer\.ts|metrics\/(?:distributions|scalars|metrics-table|names)|eval\/benchmarks\/|eval\/(?:aime|eval-files|evalscope-report)|workloads\/file-path\.ts|client\/(?:endpoint|service|list-models)\.ts|what-is-there|open-local|collections\/(?:run-lines|summarize-collection)|judge\/reply-form/

/** Here reasons are half sentences. */
const reasons = /scorers\/math\/(?!units|phrases|node-key)|client\/(?:outcome|deadlines|body-reader)/

/** Sentences that are put together from parts, as they read in the end. */
const composed = [
  'The service counts 2.5 % more input tokens than the tokenizer given: is it the tokenizer of this model?',
  'The service counts 2.5 % fewer input tokens than the tokenizer given: is it the tokenizer of this model?',
  '2 of 9 rows of prompts.txt left out: shorter than 5 tokens.',
  '2 of the first 900 rows of prompts.txt left out: longer than 5 characters.',
  'The rows were cycled: a.jsonl had only one row for 7 requests, so prompts repeat and the service may answer them from a prefix cache.',
  'The rows were cycled: a.jsonl had only 3 rows for 7 requests, so prompts repeat and the service may answer them from a prefix cache.',
  'demo: 1 answer has no score, in no mean; see below.',
  'demo: 3 answers have no score, in no mean; see below.',
  'demo: 1 answer was cut off at the limit of output tokens, which lowers the score; raise max_tokens in --generation-config.',
  'demo: 3 answers were cut off at the limit of output tokens, which lowers the score; raise max_tokens in --generation-config.',
  '7 answers were cut off at the limit of output tokens, which lowers the score; raise max_tokens in --generation-config. They are of demo (3), arc (4).',
  '1 question stands under several leaves: asked once, and counted under each.',
  '3 questions stand under several leaves: asked once, and counted under each.',
  'mmlu: the scores are of the 9 questions that both have; 2 only in A, 1 only in B.',
  'mmlu: the scores are of the 9 questions that both have; 2 only in B.',
  'mmlu: at 1 place of the data the two runs have different questions; it is not the same version.',
  'mmlu: at 3 places of the data the two runs have different questions; it is not the same version.',
  'The last box names B, where one answer was asked for.',
  'The answer line names A, C. That is a part of the key, A, B, C.',
  'The answer line names A. The key is B.',
  'The beginning of the reply names A. That is right.',
  '4 in flight at 2 requests/s, B: it was interrupted.',
  "4 in flight, A: the load generator itself may have been the limit. The load generator's event loop was up to 9 ms late (p99; limit 5 ms).",
  'Test 2 of 5, which the question shows: the program raised ValueError (line 3).',
  'Test 2 of 5: the result is not the expected one.',
  'the program is no Python (SyntaxError) (line 1).',
  'live_code_bench: 9 problems of contests from 2025-01-04 to 2025-04-30 (no window was asked for; v5), judge: fixed.',
  'live_code_bench: 9 problems of contests from 2025-01-04 to 2025-04-30 (window: 2025-01-01 to the end; v5, v6), judge: fixed.',
  '9 of 12 rows of prompts.txt used without a length check: they cannot be counted.',
  'The answer is the key: written the same way.',
  'The answer is not the key: a symbol is not an infinity.',
  'Whether the answer is the key could not be decided: the second expression cannot be read.',
]

describe('every sentence in Chinese', () => {
  test('of those that the sources can put into a report', () => {
    const said = speaking.flatMap(filesOf).flatMap(sentencesOf)
    expect(said.length).toBeGreaterThan(100)
    const left = said.filter(({ texts }) => !texts.every(isKnown)).map(({ file, texts: [text = ''] }) => `${file}: ${text}`)
    expect(left.filter(line => !partOfComposed(line))).toEqual([])
  })

  test.each(composed)('%s', sentence => {
    expect(sentenceLexicon.unknown(sentence)).toEqual([])
    expect(sentenceLexicon.say(sentence)).not.toMatch(englishLeft)
  })

  test('of the ways in which a request fails', () => {
    const kinds = Object.keys(failureKinds) as FailureKind[]
    const told = kinds.flatMap(kind => [failureKinds[kind], failureHint(kind) ?? failureKinds[kind]])
    expect(told.flatMap(sentenceLexicon.unknown)).toEqual([])
  })

  test('of the metrics of load tests', () => {
    const names = Object.values(metrics.parts).flatMap(({ title, show }) => [
      title,
      `${title} (${show.unit})`,
      `${title} p99 (${show.unit})`,
    ])
    expect(names.filter(name => !name.includes('()')).flatMap(sentenceLexicon.unknown)).toEqual([])
    expect(Object.values(metrics.parts).flatMap(({ title }) => titleLexicon.unknown(title))).toEqual([])
  })
})

const benchmarks = Object.values((await loadBenchmarks()).parts)

test.each(benchmarks.map(benchmark => [benchmark.name, benchmark] as const))('%s has metrics with Chinese names', (_, benchmark) => {
  const names = benchmark.metrics.map(({ title }) => `${title} ↑`).filter(title => /[a-z]{3}/.test(title))
  expect(names.flatMap(sentenceLexicon.unknown)).toEqual([])
})

// Programs are judged by few sentences, which stand above; what judges say is theirs.
const ruled = benchmarks.filter(({ runsPrograms, judged }) => !runsPrograms && judged !== 'always')

test.each(ruled.map(benchmark => [benchmark.name, benchmark] as const))(
  '%s says why an answer was judged as it was',
  async (_, benchmark) => {
    const lines = answerLines(benchmark).filter(({ extra }) => extra === undefined)
    const rows = await fixtureRows(benchmark, hubsApart(benchmark)[0] ?? 'modelscope', benchmark.data.split)
    const reasons = lines.map(async ({ sample: row, subset, answer }) => {
      const sample = rows.find(found => found.sample?.row === row && found.sample.subset === subset)?.sample
      return sample ? (await benchmark.score(answer, sample, { args: plainArgs, judge: null, programs: null })).reason : ''
    })
    expect((await Promise.all(reasons)).flatMap(sentenceLexicon.unknown).filter(part => part !== '')).toEqual([])
  },
)

interface Said {
  file: string
  /** The ways in which it may read. */
  texts: string[]
}

function filesOf(place: string): string[] {
  const files = place.endsWith('.ts')
    ? [place]
    : readdirSync(join('src', place), { recursive: true, encoding: 'utf8' }).map(file => `${place}/${file}`)
  return files.filter(file => file.endsWith('.ts') && !silent.test(file))
}

/** Every text of a file that ends as sentences do, but for what errors and options say. */
function sentencesOf(file: string): Said[] {
  const found: Said[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && /Error$/.test(node.expression.getText())) return
    if (ts.isCallExpression(node) && /(?:describe|meta)$/.test(node.expression.getText())) return
    const texts = textsOf(node)
    if (texts?.some(text => /^[\w"-].*[a-z]{2,} [a-z]/.test(text) && !text.includes('\n') && (reasons.test(file) || /[.!?]$/.test(text))))
      found.push({ file, texts })
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, readFileSync(join('src', file), 'utf8'), ts.ScriptTarget.Latest, true))
  return found
}

/** A number stands in each hole, each of two words where there are two. */
function textsOf(node: ts.Node): string[] | null {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text.trim()]
  if (!ts.isTemplateExpression(node)) return null
  return node.templateSpans
    .reduce(
      (texts, { expression, literal }) => texts.flatMap(text => fillersOf(expression).map(filler => text + filler + literal.text)),
      [node.head.text],
    )
    .map(text => text.trim().replace(/^7 (?=[A-Z-])/, ''))
}

function fillersOf(expression: ts.Expression): string[] {
  if (!ts.isConditionalExpression(expression)) return ['7']
  return [expression.whenTrue, expression.whenFalse].flatMap(branch => (ts.isStringLiteral(branch) ? [branch.text] : ['7']))
}

/** Words beside each other that are no command and no name. */
const englishLeft = /(?!install )\b[a-z]{2,} [a-z]{2,} [a-z]{2,}|[A-Z][a-z]+ [a-z]+ /

const isKnown = (text: string): boolean =>
  [sentenceLexicon, titleLexicon].some(lexicon => lexicon.unknown(text).length === 0 && !englishLeft.test(lexicon.say(text)))

/** True where the text, without what stands in its holes, is in a sentence of the list above. */
function partOfComposed(line: string): boolean {
  const pieces = line
    .slice(line.indexOf(': ') + 2)
    .split(/\b7\b/)
    .map(piece => piece.trim())
  return composed.some(sentence => pieces.every(piece => sentence.includes(piece)))
}
