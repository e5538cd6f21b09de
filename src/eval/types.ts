import type { z } from 'zod'
import type { Message } from '../client/types.js'
import type { ProgramSandbox } from '../sandbox/types.js'
import type { BenchmarkData } from './benchmark-data.js'
import type { Aggregation } from './dataset-args.js'
import type { Judge } from './judge/types.js'
import type { TestShelf } from './programs/hidden-tests.js'
import type { MathTask } from './scorers/math/math-score.js'

/** One question of a benchmark, ready to be asked. */
export interface Sample {
  /** `<dataset>/<subset>/<source row>-<row hash>`: the same for the same row, whatever is filtered, shuffled or limited. */
  id: string
  benchmark: string
  subset: string
  /** Number of the row in its source. */
  row: number
  question: string
  /** Texts of the options in the order in which they are shown; null where the answer is free. */
  choices: readonly string[] | null
  /** The key: letters for choices (`B`, or `AC` where several are right), else the text or texts that are right. */
  target: string | readonly string[]
  /** A whole conversation in place of the benchmark's prompt; null uses the prompt. */
  messages: readonly Message[] | null
  /** What scorers and reports need beside it (category, level, tests …). */
  metadata: Readonly<Record<string, unknown>>
}

/** What a benchmark makes of a row; the pipeline adds the rest. */
export interface SampleDraft {
  question: string
  choices?: readonly string[]
  target: string | readonly string[]
  messages?: readonly Message[]
  /** Where the subset is a property of the row (a category, a level). */
  subset?: string
  metadata?: Readonly<Record<string, unknown>>
}

/** How an answer was judged. Pure scorers give the same score for the same answer and sample. */
export interface Score {
  /**
   * Metric to value, 0 to 1; the benchmark's main metric is among them, and the weights that metrics name. Empty where the sample could
   * not be scored (a judge failed, a worker died).
   */
  values: Readonly<Record<string, number>>
  /** What was read out of the answer; null is "nothing could be read": unparsed, and wrong. */
  extracted: string | null
  /** The rule that decided, kebab-case: `answer-line`, `boxed`, `integer`, `judge` … */
  rule: string
  /** For people: one sentence. */
  reason: string
  /** Why there is no value, where there is none. */
  notScored?: string
  /** Further facts for the viewer (test verdicts, judge attempts). */
  details?: Readonly<Record<string, unknown>>
}

/** What is done with the values of a metric over samples. */
export interface BenchmarkMetric {
  name: string
  /** `Accuracy`. */
  title: string
  direction: 'higher' | 'lower'
  /** Name of the value by which a question counts in the mean (how many instructions it gives); unset, all count the same. */
  weight?: string
}

export interface Shots {
  /** Worked examples shown before the question unless the user says otherwise. */
  count: number
  /** Most that can be had; unset, as many as the split has. */
  most?: number
  /** Split they are taken from, of the same subset. */
  split?: string
}

/** What the user set for one benchmark (`dataset_args`), checked; every key of EvalScope's is here, works, or is refused in words. */
export interface BenchmarkArgs {
  subsets: readonly string[] | null
  shots: number | null
  randomShots: boolean
  /** With `{question}`, `{choices}`, `{letters}`, `{query}`, `{fewshot}`, `{subset_name}`. */
  promptTemplate: string | null
  systemPrompt: string | null
  shuffle: boolean
  shuffleChoices: boolean
  /** Checked by the benchmark's own schema. */
  extra: Readonly<Record<string, unknown>>
}

export interface PromptContext {
  args: BenchmarkArgs
  /** Rendered worked examples, in order. */
  shots: readonly string[]
}

export interface ScoreContext {
  args: BenchmarkArgs
  /** Judges mathematics in a thread that can be ended; absent, it is judged here. */
  mathematics?: (task: MathTask) => Promise<Score>
  /** Asks the judge models; null where none is configured or the strategy does not want one. */
  judge: Judge | null
  /** Runs programs where they can do no harm; null where no benchmark of the run needs it. */
  programs: ProgramSandbox | null
  /** Seconds that judging may take (of programs: a single test), where the user says so. */
  seconds?: number | null
  /** Of a conversation: the answers before this one, as they are scored. Absent where only the last is known. */
  earlier?: readonly string[]
}

/** Honest ways of answering a sample, for the simulated student: whole replies as models word them. */
export interface AnswerForms {
  right: readonly string[]
  wrong: readonly string[]
  /** The form of the reply itself is judged: nothing may be put around it (a fence, a preamble), and a refusal might even be right. */
  verbatim?: boolean
}

/** A benchmark: a declaration and nothing else. The pipeline knows how to run it; nothing else knows it. */
export interface Benchmark {
  /** EvalScope's name: `mmlu_pro`. */
  name: string
  title: string
  /** One or two sentences for the card. */
  about: string
  tags: readonly string[]
  /** Raised whenever prompt, extraction or scoring change a score. */
  version: number
  data: BenchmarkData
  /** The main metric first. */
  metrics: readonly [BenchmarkMetric, ...BenchmarkMetric[]]
  /** What is made of several answers to each sample unless the user says otherwise; unset, the mean. */
  aggregation?: Aggregation
  shots: Shots
  /** Schema of `extra_params`. */
  extra: z.ZodObject
  /** Whether a judge model decides: never, where the strategy is `llm` or `llm_recall`, wherever one is configured, or always. */
  judged: 'never' | 'on-request' | 'if-configured' | 'always'
  /** True where scoring runs programs. */
  runsPrograms: boolean
  /** True where choices are shuffled unless the user says otherwise. */
  shufflesChoices?: boolean
  /** Columns that are read. */
  columns: readonly string[]
  /**
   * A sample of a row, or null where the row does not belong to what was asked for (a date window, an image question).
   * @throws z.ZodError where the row is not as it should be; the pipeline tells its number.
   */
  read(row: unknown, place: ReadPlace): SampleDraft | null
  prompt(sample: Sample, context: PromptContext): Message[]
  /**
   * The next message of the user after these answers (without their thinking), or null where the conversation is over. Absent where a
   * sample is one question. The same for the same arguments.
   */
  next?(sample: Sample, answers: readonly string[], args: BenchmarkArgs): string | null
  /** A worked example, with its solution. */
  shot(sample: Sample): string
  /** `answer` is what the model said to the user: thinking is removed, surrounding blank space trimmed. */
  score(answer: string, sample: Sample, context: ScoreContext): Score | Promise<Score>
  /** Of a conversation: to the question of this number, from 0; unset, to the last one. */
  forms(sample: Sample, turn?: number): AnswerForms
  /** Sentences for the report about the samples that were asked (a window of dates). */
  notes?(samples: readonly Sample[], args: BenchmarkArgs): string[]
}

export interface ReadPlace {
  subset: string
  number: number
  args: BenchmarkArgs
  /** Where large hidden tests wait until an answer is judged; unset, in memory. */
  keepTests?: TestShelf
}
