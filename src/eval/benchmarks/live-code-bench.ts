import { z } from 'zod'
import { defineBenchmark } from '../define-benchmark.js'
import { fillTemplate } from '../fill-template.js'
import { contestForms } from '../programs/contest-forms.js'
import { judgeContest, judgeRules } from '../programs/contest-judge.js'
import { defines } from '../programs/defines.js'
import { extractProgram, officialProgram } from '../programs/extract-program.js'
import { HiddenTests, TestsError } from '../programs/hidden-tests.js'
import { noProgram, notScored, scoredByPrograms, scoreOf, tooLong } from '../programs/program-score.js'
import type { BenchmarkArgs, ReadPlace, Sample, SampleDraft, Score, ScoreContext } from '../types.js'
import { contestWindow, dayOf, isWithin, releases, window } from './contest-window.js'

const SYSTEM = 'You solve programming problems in Python 3. Reply with one complete program and nothing that is not part of it.'

const PROMPT = `Solve this problem.

### Question

{question_content}

### Format

{format_prompt}

### Answer

Put the whole program into one block of code:

\`\`\`python
# your program
\`\`\``

const STDIN_FORMAT =
  'Write a program that reads its input from standard input and writes its output to standard output. It is run as it stands, so it has to call whatever it defines.'

const CALL_FORMAT = 'Complete the code below, and keep the names in it. It is called by a test, so it has to read and print nothing.'

/** Seconds for one test. */
const SECONDS = 6

const extra = window.extend({
  judge: z
    .enum(judgeRules)
    .default('fixed')
    .describe(
      'How programs are judged: fixed finds every program right that does what is asked; official gives the official harness’s verdicts',
    ),
})

const checkedExtra = extra.superRefine(({ start_date, end_date }, context) => {
  if (start_date != null && end_date != null && start_date > end_date)
    context.addIssue({ code: 'custom', path: ['end_date'], message: `must not be before start_date (${start_date})` })
})

const text = z.string().nullish()

const row = z.object({
  question_title: text,
  question_content: z.string().min(1),
  platform: text,
  question_id: z.union([z.string(), z.number()]).nullish(),
  contest_date: z.string(),
  starter_code: text,
  difficulty: text,
  public_test_cases: z.unknown(),
  private_test_cases: z.unknown(),
  metadata: z.unknown(),
})

/** What a sample keeps to be judged. */
const kept = z.object({
  shown: z.instanceof(HiddenTests),
  hidden: z.instanceof(HiddenTests),
  functionName: z.string().nullable(),
  starterCode: z.string(),
  day: z.string(),
})

/** LiveCodeBench (Jain et al. 2024): problems of contests with their dates, so that a window after a model's training can be chosen. */
export const liveCodeBench = defineBenchmark({
  name: 'live_code_bench',
  title: 'LiveCodeBench',
  about:
    'Problems of programming contests (LeetCode, AtCoder, Codeforces) with their dates. The program of a reply is run on the shown and the hidden tests of its problem, and is right where it passes all of them. A score says nothing without its window of dates; it stands in every report.',
  tags: ['code', 'reasoning'],
  version: 1,
  data: {
    address: {
      modelscope: 'evalscope/livecodebench_code_generation_lite_parquet',
      huggingface: 'livecodebench/code_generation_lite',
    },
    split: 'test',
    subsets: Object.keys(releases),
    defaultSubsets: ['release_latest'],
    subsetsAre: 'configs',
    files: { huggingface: releases },
  },
  ...scoredByPrograms,
  extra: checkedExtra,
  row,
  read: readProblem,
  notes: (samples, args) => [contestNote(samples, args)],
  prompt({ question, subset, metadata }, { args }) {
    const { functionName, starterCode } = kept.parse(metadata)
    const format = functionName === null ? STDIN_FORMAT : `${CALL_FORMAT}\n\n\`\`\`python\n${starterCode}\n\`\`\``
    const fields = {
      question,
      query: question,
      question_content: question,
      format_prompt: format,
      starter_code: starterCode,
      subset_name: subset,
    }
    return [
      { role: 'system', content: SYSTEM },
      { role: 'user', content: fillTemplate(args.promptTemplate ?? PROMPT, fields) },
    ]
  },
  score: judge,
  forms: ({ metadata, id }) => {
    const { shown, hidden, functionName } = kept.parse(metadata)
    return contestForms([shown, hidden], functionName, id)
  },
})

function readProblem(problem: z.output<typeof row>, { args, keepTests }: ReadPlace): SampleDraft | null {
  const day = dayOf(problem.contest_date)
  if (day === null) throw fault('contest_date', 'is no date')
  if (!isWithin(day, contestWindow(args))) return null
  const shown = testsOf('public_test_cases', problem.public_test_cases, keepTests)
  const hidden = testsOf('private_test_cases', problem.private_test_cases, keepTests)
  if (shown.count + hidden.count === 0) throw fault('private_test_cases', 'there is no test, hidden or shown')
  const functionName = functionNameIn(problem.metadata)
  if (functionName === null && [shown, hidden].some(tests => tests.kinds.has('functional')))
    throw fault('metadata', 'names no func_name, though the tests call a function')
  return {
    question: problem.question_content.trim(),
    target: '',
    metadata: {
      shown,
      hidden,
      functionName,
      starterCode: problem.starter_code ?? '',
      day,
      title: problem.question_title ?? null,
      platform: problem.platform ?? null,
      difficulty: problem.difficulty ?? null,
      id: problem.question_id ?? null,
    },
  }
}

function testsOf(column: string, value: unknown, keepTests: ReadPlace['keepTests']): HiddenTests {
  try {
    return HiddenTests.of(value, keepTests)
  } catch (error) {
    if (error instanceof TestsError) throw fault(column, error.message)
    throw error
  }
}

/** `func_name` of the metadata, which is an object or its JSON. */
function functionNameIn(metadata: unknown): string | null {
  const value = typeof metadata === 'string' && metadata.trim() !== '' ? parsed(metadata) : (metadata ?? {})
  const read = z.looseObject({ func_name: z.string().nullish() }).safeParse(value === '' ? {} : value)
  if (!read.success) throw fault('metadata', 'is no JSON object')
  const name = read.data.func_name ?? null
  if (name !== null && !/^[A-Za-z_]\w*$/.test(name)) throw fault('metadata', 'func_name is no name of a function')
  return name
}

function parsed(text_: string): unknown {
  try {
    return JSON.parse(text_)
  } catch {
    throw fault('metadata', 'is no JSON')
  }
}

const fault = (column: string, message: string): z.ZodError =>
  new z.ZodError([{ code: 'custom', path: [column], message, input: undefined }])

const readsInput = (program: string): boolean => /\binput\s*\(|\bstdin\b|\bopen\s*\(\s*0|\bfileinput\b|\bos\.read\b/.test(program)

async function judge(answer: string, { metadata }: Sample, { args, programs, seconds }: ScoreContext): Promise<Score> {
  const { shown, hidden, functionName } = kept.parse(metadata)
  const { judge: rule } = extra.parse(args.extra)
  const program =
    rule === 'official'
      ? officialProgram(answer)
      : extractProgram(answer, functionName === null ? readsInput : (code: string) => defines(code, functionName))
  if (program === null) return noProgram
  const refused = tooLong(program)
  if (refused !== null) return refused
  if (programs === null) return notScored('there is no place to run programs', program)
  const tests = [...(await shown.read()), ...(await hidden.read())]
  const verdict = await judgeContest({ sources: program.sources, tests, functionName, judge: rule, seconds: seconds ?? SECONDS }, programs)
  if (verdict.kind !== 'verdict') return notScored(verdict.reason, program)
  const { failed } = verdict
  return scoreOf({
    program,
    tests: verdict.tests,
    passed: verdict.passed,
    failed: failed && { ...failed, test: { number: failed.test, shown: failed.test <= shown.count } },
  })
}

/** `182 problems of 2025-01-04 to 2025-04-30 (v5_v6), judged by the rules "fixed"`: a score is of no use without. */
function contestNote(samples: readonly Sample[], args: BenchmarkArgs): string {
  const days = samples.map(({ metadata }) => kept.parse(metadata).day).sort()
  const { start, end } = contestWindow(args)
  const asked = start === null && end === null ? 'no window was asked for' : `window: ${start ?? 'the beginning'} to ${end ?? 'the end'}`
  const subsets = [...new Set(samples.map(({ subset }) => subset))].join(', ')
  const { judge: rule } = extra.parse(args.extra)
  return `live_code_bench: ${samples.length} problems of contests from ${days[0] ?? '–'} to ${days.at(-1) ?? '–'} (${asked}; ${subsets}), judge: ${rule}.`
}
