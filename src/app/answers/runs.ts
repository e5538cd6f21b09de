import { z } from 'zod'
import { reportDocument } from '../report-document.js'

const runKind = z.enum(['perf', 'eval'])

export const figure = z.object({ label: z.string(), value: z.number().nullable(), unit: z.string() })

export const runRow = z.object({
  id: z.string().describe("Way from the outputs folder to the run, with `/`; the folder's own name where it is the run itself"),
  kind: runKind.nullable().describe('Null where config.json cannot be used'),
  writer: z.enum(['evalscope-ts', 'evalscope']).describe('Which program made the run'),
  status: z.string().nullable().describe('As in config.json; null where it cannot be known'),
  model: z.string().nullable(),
  datasets: z.array(z.string()),
  startedAt: z.string().nullable().describe('ISO 8601'),
  simulated: z.boolean().describe('The built-in simulated service answered'),
  progress: z
    .object({ done: z.int(), total: z.int().nullable() })
    .nullable()
    .describe('Requests or answers so far, of a run in progress; null where it has none to tell'),
  problem: z.string().nullable().describe("What is wrong with the run's files, in words"),
  figures: z.array(figure).describe('The few figures by which a run is known in a list'),
})

export const runsAnswer = z.object({
  root: z.string().describe('The folder that is looked at'),
  runs: z.array(runRow),
  total: z.int().describe('Runs that meet the filters'),
  all: z.int().describe('Runs without filters'),
  models: z.array(z.string()).describe('Every model that was run'),
  datasets: z.array(z.string()).describe('Every data set that was asked'),
})

export const runAnswer = z.object({
  run: runRow,
  report: reportDocument.nullable().describe('Null where there is none, or it cannot be used: `run.problem` says so'),
  config: z.unknown().describe('config.json with secrets masked, as the run wrote it'),
  points: z.array(z.string()).describe('Folders of a perf run that hold requests'),
  samples: z.boolean().describe('An eval run has answers to look at'),
})

export const problem = z.object({
  error: z.object({
    message: z.string().describe('What happened'),
    hint: z.string().nullable().describe('What to do'),
  }),
})
