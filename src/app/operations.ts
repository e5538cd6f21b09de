import { z } from 'zod'
import { benchmarksAnswer } from './answers/benchmarks.js'
import { compareAnswer } from './answers/compare.js'
import { requestCsvRow, sampleCsvRow } from './answers/csv.js'
import { requestAnswer, requestsAnswer } from './answers/requests.js'
import { runAnswer, runsAnswer } from './answers/runs.js'
import { sampleAnswer, samplesAnswer } from './answers/samples.js'
import { compareQuery, oneRequestQuery, requestCsvQuery, requestQuery, runsQuery, sampleCsvQuery, sampleQuery } from './queries.js'

/** One thing that can be asked for. Routes, /api/openapi.json and docs/app-api.md are made from it. */
export interface Operation {
  /** Parts that begin with a colon are given by who asks. */
  path: string
  summary: string
  /** What else there is to know. */
  notes?: string
  query?: z.ZodObject
  answer: Answer
}

type Answer =
  | { kind: 'json'; name: string; schema: z.ZodType }
  | { kind: 'events'; events: Record<string, z.ZodType> }
  /** A key a column. */
  | { kind: 'csv'; row: z.ZodObject }

const json = (name: string, schema: z.ZodType): Answer => ({ kind: 'json', name, schema })

const csvNotes =
  'A file of all that meet the filters, in UTF-8 with a mark that tells spreadsheets so; it is written as the records are read. A text that a spreadsheet would take for a formula has an apostrophe before it, and is cut at 32,000 characters, since a cell holds no more. Where the records change under it, it breaks off: ask again.'

/** What the colons stand for. */
export const pathParts: Record<string, string> = {
  id: 'The run: `id` in the list of runs, percent-encoded as one part (`20260101_120000%2Fmy-model`)',
  key: '`key` of the sample',
  index: '`index` of the request',
}

export const operations = {
  openapi: {
    path: '/api/openapi.json',
    summary: 'This description, for programs',
    answer: json('OpenApi', z.looseObject({ openapi: z.string() })),
  },
  runs: { path: '/api/runs', summary: 'The runs below the folder', query: runsQuery, answer: json('Runs', runsAnswer) },
  runsLive: {
    path: '/api/live',
    summary: 'Changes of the list of runs, as server-sent events',
    notes:
      'The folders are looked at every two seconds, more seldom where that takes long, once for all who listen, and not at all where nobody does.',
    answer: {
      kind: 'events',
      events: {
        changed: z
          .object({})
          .describe('At once, and when a run is new, is gone, or has another status, progress or result: ask for the list'),
      },
    },
  },
  run: {
    path: '/api/runs/:id',
    summary: 'One run: its report and its configuration',
    notes: "The report is that of report.json; for EvalScope's runs it is made from their files.",
    answer: json('Run', runAnswer),
  },
  live: {
    path: '/api/runs/:id/live',
    summary: 'A run in progress, as server-sent events',
    notes:
      'progress.json is looked at once a second, and told where it changed: records have come where its count has grown. A run that is over answers its progress and `ended` at once.',
    answer: {
      kind: 'events',
      events: {
        progress: z.looseObject({}).describe('The content of progress.json'),
        ended: z.object({ status: z.string().nullable(), problem: z.string().nullable() }).describe('The last event'),
      },
    },
  },
  samples: {
    path: '/api/runs/:id/samples',
    summary: 'Samples of an eval run',
    notes: 'A search by `text` reads the disk: it ends after 1.5 s with what it found, and `next` goes on.',
    query: sampleQuery,
    answer: json('Samples', samplesAnswer),
  },
  samplesCsv: {
    path: '/api/runs/:id/samples.csv',
    summary: 'Samples of an eval run as CSV',
    notes: csvNotes,
    query: sampleCsvQuery,
    answer: { kind: 'csv', row: sampleCsvRow },
  },
  sample: {
    path: '/api/runs/:id/samples/:key',
    summary: 'One sample whole, and its neighbours under the same filters',
    query: sampleQuery,
    answer: json('Sample', sampleAnswer),
  },
  requests: {
    path: '/api/runs/:id/requests',
    summary: 'Requests of a perf run',
    notes: "Moments are milliseconds from the run's zero.",
    query: requestQuery,
    answer: json('Requests', requestsAnswer),
  },
  requestsCsv: {
    path: '/api/runs/:id/requests.csv',
    summary: 'Requests of a perf run as CSV',
    notes: csvNotes,
    query: requestCsvQuery,
    answer: { kind: 'csv', row: requestCsvRow },
  },
  request: {
    path: '/api/runs/:id/requests/:index{[0-9]+}',
    summary: 'One request with all its moments',
    query: oneRequestQuery,
    answer: json('Request', requestAnswer),
  },
  benchmarks: {
    path: '/api/benchmarks',
    summary: 'The benchmarks that eval knows',
    answer: json('Benchmarks', benchmarksAnswer),
  },
  compare: {
    path: '/api/compare',
    summary: 'Two runs of one kind as a report',
    query: compareQuery,
    answer: json('Comparison', compareAnswer),
  },
} as const satisfies Record<string, Operation>
