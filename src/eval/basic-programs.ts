import { z } from 'zod'
import type { BenchmarkData } from './benchmark-data.js'
import { basicExamples } from './benchmarks/worked/basic-programs.js'
import { defineBenchmark } from './define-benchmark.js'
import { fillTemplate } from './fill-template.js'
import { functionForms } from './programs/function-forms.js'
import { judgeFunction } from './programs/function-judge.js'
import { functionsIn } from './programs/function-program.js'
import { noProgram, scoredByPrograms, tooLong } from './programs/program-score.js'
import type { Benchmark, Shots } from './types.js'

const TASK = `Task: {question}

The code has to pass these tests:

\`\`\`python
{tests}
\`\`\``

const PROMPT = `Write Python code for a task. Reply with the code in one block; imports belong to it, tests do not.

{fewshot}${TASK}`

interface BasicPrograms {
  name: string
  title: string
  about: string
  data: BenchmarkData
  shots: Shots
  /** Seconds for all tests of a task. */
  seconds: number
}

const lines = z.array(z.string())

const kept = z.object({ code: z.string(), setup: z.string(), shown: lines, tests: lines, entries: lines })

/** Small tasks in a sentence with tests that are shown; `test` holds further ones that are not. */
export function defineBasicPrograms({ seconds, ...declared }: BasicPrograms): Benchmark {
  return defineBenchmark({
    ...declared,
    tags: ['code'],
    version: 1,
    ...scoredByPrograms,
    row: z.object({
      task_id: z.union([z.string(), z.number()]).nullish(),
      text: z.string().nullish(),
      prompt: z.string().nullish(),
      code: z.string().min(1),
      test_setup_code: z.string().nullish(),
      test_imports: lines.nullish(),
      test_list: lines.min(1, 'there is no test'),
      test: z.string().nullish(),
    }),
    read(row) {
      const question = (row.text ?? row.prompt ?? '').trim()
      if (question === '') throw fault('text', 'is missing, and so is prompt', row.text)
      const hidden = (row.test ?? '').trim()
      const entries = calledIn([...row.test_list, hidden].join('\n'), row.code)
      if (entries.length === 0) throw fault('test_list', 'calls nothing that the code defines', row.test_list)
      const setup = [...(row.test_imports ?? []), row.test_setup_code ?? ''].join('\n')
      const tests = hidden === '' ? row.test_list : [...row.test_list, hidden]
      return {
        question,
        target: row.code,
        metadata: { id: row.task_id ?? null, code: row.code, setup, shown: row.test_list, tests, entries },
      }
    },
    prompt({ question, subset, metadata }, { args }) {
      const { shown } = kept.parse(metadata)
      const fewshot = fewShot(args.shots ?? declared.shots.count)
      const fields = { question, query: question, tests: shown.join('\n'), fewshot, subset_name: subset }
      return [{ role: 'user', content: fillTemplate(args.promptTemplate ?? PROMPT, fields) }]
    },
    score(answer, { metadata }, { programs, seconds: wanted }) {
      const { setup, tests, entries } = kept.parse(metadata)
      const program = functionsIn(answer, entries)
      if (program === null) return noProgram
      return tooLong(program) ?? judgeFunction({ program, setup, entries, tests, shown: true, seconds: wanted ?? seconds }, programs)
    },
    forms({ metadata }) {
      const { code, entries } = kept.parse(metadata)
      return functionForms({ code: code.replaceAll('\r\n', '\n'), name: entries[0] ?? '' })
    },
  })
}

function fewShot(count: number): string {
  const examples = basicExamples.slice(0, count).map(({ question, tests, code }) => {
    const task = fillTemplate(TASK, { question, tests: tests.join('\n') })
    return `${task}\n\n\`\`\`python\n${code}\n\`\`\``
  })
  return examples.length === 0 ? '' : `${examples.join('\n\n')}\n\n`
}

/** Functions and classes of the solution that tests call, in the order in which it defines them. */
function calledIn(tests: string, code: string): string[] {
  const defined = [...code.matchAll(/^(?:async[ \t]+)?(?:def|class)[ \t]+(\w+)/gm)].map(([, name = '']) => name)
  return [...new Set(defined)].filter(name => new RegExp(`\\b${name}\\b`).test(tests))
}

const fault = (column: string, message: string, input: unknown): z.ZodError =>
  new z.ZodError([{ code: 'custom', path: [column], message, input }])
