import type { PairedDataset } from './pair-samples.js'
import type { ComparedRun } from './types.js'

/** Something beside the model that is not the same in both runs. */
export interface RunDifference {
  /** `data`, `scorer`, `prompts`, `generation`, `options`, `samples`, `run`. */
  what: string
  /** One sentence for people. */
  text: string
  /** `refused`: scores are not comparable, unless the user says otherwise. */
  level: 'refused' | 'warning' | 'info'
}

/** Everything that a reader of the scores should know, the gravest first. */
export function runDifferences(a: ComparedRun, b: ComparedRun, paired: readonly PairedDataset[]): RunDifference[] {
  const found = [
    ...paired.flatMap(dataset => [...dataDifferences(dataset), ...scorerDifferences(dataset), ...sampleDifferences(dataset)]),
    ...writers(a, b),
    ...missingDatasets(a, b),
    ...paired.flatMap(promptDifferences),
    ...paired.flatMap(({ a: one, b: other }) =>
      one.repeats === other.repeats
        ? []
        : [difference('generation', `${one.name}: A has ${one.repeats} answers to each question, B ${other.repeats}.`)],
    ),
    ...optionDifferences(a, b),
    ...simulations(a, b),
    ...[a, b].flatMap((run, place) => run.problems.map(problem => difference('run', `${place === 0 ? 'A' : 'B'} ${problem}.`))),
  ]
  const order = ['refused', 'warning', 'info']
  return found.sort((one, other) => order.indexOf(one.level) - order.indexOf(other.level))
}

const difference = (what: string, text: string, level: RunDifference['level'] = 'warning'): RunDifference => ({ what, text, level })

function dataDifferences({ a, b, changed }: PairedDataset): RunDifference[] {
  if (changed.length > 0)
    return [
      difference(
        'data',
        `${a.name}: at ${changed.length === 1 ? '1 place' : `${changed.length} places`} of the data the two runs have different questions; it is not the same version.`,
        'refused',
      ),
    ]
  const [one, other] = [new Set(a.files), new Set(b.files)]
  const same = one.size === 0 || other.size === 0 || (one.size === other.size && [...one].every(file => other.has(file)))
  return same
    ? []
    : [difference('data', `${a.name}: the data was read from different files; the paired rows are the same in both.`, 'info')]
}

function scorerDifferences({ a, b, pairs }: PairedDataset): RunDifference[] {
  const scorers = tally(pairs, ({ scorer }) => (scorer === null ? null : `version ${scorer}`))
  const judges = tally(pairs, ({ judges: named }) => (named === '' ? null : named))
  const told: RunDifference[] = []
  if (scorers !== null)
    told.push(difference('scorer', `${a.name}: A was scored by ${scorers.a}, B by ${scorers.b} of the benchmark.`, 'refused'))
  if (judges !== null) told.push(difference('scorer', `${a.name}: A was judged by ${judges.a}, B by ${judges.b}.`, 'refused'))
  if (scorers === null && a.version !== null && b.version !== null && a.version !== b.version)
    told.push(difference('scorer', `${a.name}: A has version ${a.version} of the benchmark, B version ${b.version}.`, 'refused'))
  return told
}

type Answer = PairedDataset['pairs'][number]['a']['answers'][number]

/** The words of each side where they are not the same for every pair of answers; null where they are, or one side tells none. */
function tally(pairs: PairedDataset['pairs'], wordOf: (answer: Answer) => string | null): { a: string; b: string } | null {
  const [one, other] = [new Set<string>(), new Set<string>()]
  let differs = false
  for (const { a, b } of pairs) {
    const [before, after] = [a.answers[0], b.answers[0]].map(answer => (answer === undefined ? null : wordOf(answer)))
    if (before == null || after == null) continue
    one.add(before)
    other.add(after)
    differs ||= before !== after
  }
  return differs ? { a: [...one].sort().join(' and '), b: [...other].sort().join(' and ') } : null
}

function sampleDifferences({ a, pairs, onlyA, onlyB }: PairedDataset): RunDifference[] {
  if (onlyA.length + onlyB.length === 0) return []
  const parts = [onlyA.length > 0 ? `${onlyA.length} only in A` : '', onlyB.length > 0 ? `${onlyB.length} only in B` : '']
  return [
    difference(
      'samples',
      `${a.name}: the scores are of the ${pairs.length} questions that both have; ${parts.filter(part => part !== '').join(', ')}.`,
    ),
  ]
}

function promptDifferences({ a, pairs }: PairedDataset): RunDifference[] {
  const asked = pairs.filter(pair => pair.a.answers[0] !== undefined && pair.b.answers[0] !== undefined)
  const different = asked.filter(pair => pair.a.answers[0]?.prompt !== pair.b.answers[0]?.prompt).length
  if (different === 0) return []
  return [
    difference(
      'prompts',
      `${a.name}: the prompts differ for ${different} of ${asked.length} questions (template, system prompt, worked examples or order of choices).`,
    ),
  ]
}

function writers(a: ComparedRun, b: ComparedRun): RunDifference[] {
  if (a.writer === b.writer)
    return a.writer === 'evalscope'
      ? [
          difference(
            'scorer',
            'EvalScope wrote both runs; its records do not tell versions of scorers, so a difference would not be seen.',
            'info',
          ),
        ]
      : []
  const [ours, theirs] = a.writer === 'evalscope-ts' ? ['A', 'B'] : ['B', 'A']
  return [
    difference(
      'scorer',
      `${theirs} was scored by EvalScope and ${ours} by evalscope-ts: a part of the difference may be of the scorers.`,
      'refused',
    ),
  ]
}

function missingDatasets(a: ComparedRun, b: ComparedRun): RunDifference[] {
  const missing = (one: ComparedRun, other: ComparedRun, name: string): RunDifference[] => {
    const names = one.datasets
      .filter(dataset => !other.datasets.some(candidate => candidate.name === dataset.name))
      .map(({ name: own }) => own)
    return names.length === 0 ? [] : [difference('samples', `Only ${name} has ${names.join(', ')}.`)]
  }
  return [...missing(a, b, 'A'), ...missing(b, a, 'B')]
}

function simulations(a: ComparedRun, b: ComparedRun): RunDifference[] {
  if (a.simulated && b.simulated) return [difference('run', 'Both runs were answered by a SIMULATED student: no model was asked.')]
  return a.simulated === b.simulated
    ? []
    : [difference('run', `${a.simulated ? 'A' : 'B'} was answered by a SIMULATED student, the other run by a model.`)]
}

/** Options that decide what is asked and how it is scored; generation settings one by one. */
const telling = ['keepThinking', 'judge', 'macro'] as const

function optionDifferences(a: ComparedRun, b: ComparedRun): RunDifference[] {
  if (a.writer === 'evalscope' || b.writer === 'evalscope') return []
  const options = (run: ComparedRun): Record<string, unknown> => ({
    ...Object.fromEntries(telling.map(name => [name, run.settings[name]])),
    ...flat('', run.settings.datasetArgs),
  })
  return [
    ...changes(flat('', a.settings.generationConfig), flat('', b.settings.generationConfig)).map(text =>
      difference('generation', `Generation: ${text}.`),
    ),
    ...changes(options(a), options(b)).map(text => difference('options', `Option ${text}.`)),
    ...changes({ seed: a.settings.seed }, { seed: b.settings.seed }).map(text => difference('options', `Option ${text}.`, 'info')),
  ]
}

function changes(a: Record<string, unknown>, b: Record<string, unknown>): string[] {
  const words = (value: unknown): string => (value === undefined ? 'not set' : JSON.stringify(value))
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .filter(name => words(a[name]) !== words(b[name]))
    .map(name => `${name}: ${words(a[name])} in A, ${words(b[name])} in B`)
}

/** `{ gsm8k: { few_shot_num: 4 } }` as `gsm8k.few_shot_num`. */
function flat(prefix: string, value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return prefix === '' ? {} : { [prefix]: value }
  return Object.assign({}, ...Object.entries(value).map(([name, inner]) => flat(prefix === '' ? name : `${prefix}.${name}`, inner)))
}
