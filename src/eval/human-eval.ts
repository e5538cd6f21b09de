import { z } from 'zod'
import type { BenchmarkData } from './benchmark-data.js'
import { defineBenchmark } from './define-benchmark.js'
import { fillTemplate } from './fill-template.js'
import { functionForms } from './programs/function-forms.js'
import { judgeFunction } from './programs/function-judge.js'
import { completedFunction } from './programs/function-program.js'
import { noProgram, scoredByPrograms, tooLong } from './programs/program-score.js'
import type { Benchmark } from './types.js'

const PROMPT = `Complete this Python function. Reply with the whole function, its imports included, in one block of code.

\`\`\`python
{question}
\`\`\``

interface HumanEval {
  name: string
  title: string
  about: string
  data: BenchmarkData
  /** Seconds for all tests of a function. */
  seconds: number
}

const name = z.string().regex(/^[A-Za-z_]\w*$/, 'is no name of a function')

const kept = z.object({ prompt: z.string(), test: z.string(), entry: z.string(), solution: z.string() })

/** Functions to be completed from their signature and docstring, judged by tests that are not shown. */
export function defineHumanEval({ seconds, ...declared }: HumanEval): Benchmark {
  return defineBenchmark({
    ...declared,
    tags: ['code'],
    version: 1,
    ...scoredByPrograms,
    row: z.object({
      task_id: z.union([z.string(), z.number()]).nullish(),
      prompt: z.string().min(1),
      canonical_solution: z.string(),
      test: z.string().regex(/\bdef\s+check\b/, 'defines no check'),
      entry_point: name,
    }),
    read: row => ({
      question: row.prompt.trim(),
      target: row.canonical_solution,
      metadata: { id: row.task_id ?? null, prompt: row.prompt, test: row.test, entry: row.entry_point, solution: row.canonical_solution },
    }),
    prompt({ question, subset }, { args }) {
      const fields = { question, query: question, subset_name: subset }
      return [{ role: 'user', content: fillTemplate(args.promptTemplate ?? PROMPT, fields) }]
    },
    score(answer, { metadata }, { programs, seconds: wanted }) {
      const { prompt, test, entry } = kept.parse(metadata)
      const program = completedFunction(answer, { prompt, entry })
      if (program === null) return noProgram
      const checks = { setup: test, entries: [entry], tests: [`check(${entry})`], shown: false }
      return tooLong(program) ?? judgeFunction({ program, ...checks, seconds: wanted ?? seconds }, programs)
    },
    forms({ metadata }) {
      const { prompt, entry, solution } = kept.parse(metadata)
      return functionForms({ code: `${prompt}${solution}`, body: solution, name: entry })
    },
  })
}
