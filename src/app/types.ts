import type { z } from 'zod'
import type { benchmarkCard, benchmarksAnswer } from './answers/benchmarks.js'
import type { compareAnswer, flips } from './answers/compare.js'
import type { requestAnswer, requestRow, requestsAnswer } from './answers/requests.js'
import type { figure, problem, runAnswer, runRow, runsAnswer } from './answers/runs.js'
import type { judgeAttempt, message, sampleAnswer, sampleGroup, sampleRow, samplesAnswer, verdict } from './answers/samples.js'

/** What the server answers and the pages read: JSON, told to scripts by /api/openapi.json and docs/app-api.md. Nothing measured is null. */

export type Figure = z.output<typeof figure>
export type RunRow = z.output<typeof runRow>
export type RunsAnswer = z.output<typeof runsAnswer>
export type RunAnswer = z.output<typeof runAnswer>
export type Verdict = z.output<typeof verdict>
export type SampleRow = z.output<typeof sampleRow>
export type SampleGroup = z.output<typeof sampleGroup>
export type SamplesAnswer = z.output<typeof samplesAnswer>
export type Message = z.output<typeof message>
export type JudgeAttempt = z.output<typeof judgeAttempt>
export type SampleAnswer = z.output<typeof sampleAnswer>
export type RequestRow = z.output<typeof requestRow>
export type RequestsAnswer = z.output<typeof requestsAnswer>
export type RequestAnswer = z.output<typeof requestAnswer>
export type BenchmarkCard = z.output<typeof benchmarkCard>
export type BenchmarksAnswer = z.output<typeof benchmarksAnswer>
export type CompareAnswer = z.output<typeof compareAnswer>
export type Flips = z.output<typeof flips>
export type Problem = z.output<typeof problem>
