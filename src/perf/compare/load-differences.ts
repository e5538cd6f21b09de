import { loadWords, type PointPair } from './compare-points.js'
import type { ComparedLoad, ComparedPoint } from './types.js'

/** Something beside the service that is not the same in both runs, as a sentence. */
export interface LoadDifference {
  what: string
  text: string
  level: 'warning' | 'info'
}

/** Options that say nothing of the load: where files go, what is printed, the points themselves. */
const untelling = new Set([
  'outputsDir',
  'timestamp',
  'name',
  'overwrite',
  'format',
  'threshold',
  'dryRun',
  'apiKey',
  'saveText',
  'parallel',
  'number',
  'rate',
  'model',
  'testConnection',
  'sleepInterval',
])

export function loadDifferences(
  a: ComparedLoad,
  b: ComparedLoad,
  paired: { pairs: readonly PointPair[]; onlyA: readonly ComparedPoint[]; onlyB: readonly ComparedPoint[] },
): LoadDifference[] {
  return [
    ...simulations(a, b),
    ...(a.writer === b.writer
      ? []
      : [
          difference(
            'run',
            `${a.writer === 'evalscope' ? 'A' : 'B'} was measured by EvalScope, whose figures are defined otherwise in places (docs/interop.md).`,
          ),
        ]),
    ...[a, b].flatMap((run, place) => run.problems.map(problem => difference('run', `${side(place)} ${problem}.`))),
    ...optionChanges(a, b),
    ...missing('A', paired.onlyA),
    ...missing('B', paired.onlyB),
    ...paired.pairs.flatMap(pointDifferences),
  ]
}

const side = (place: number): string => (place === 0 ? 'A' : 'B')

const difference = (what: string, text: string, level: LoadDifference['level'] = 'warning'): LoadDifference => ({ what, text, level })

function simulations(a: ComparedLoad, b: ComparedLoad): LoadDifference[] {
  if (a.simulated && b.simulated) return [difference('run', 'Both runs measured a SIMULATED service: no model, no GPU.')]
  return a.simulated === b.simulated
    ? []
    : [difference('run', `${a.simulated ? 'A' : 'B'} measured a SIMULATED service, the other run a real one.`)]
}

function optionChanges(a: ComparedLoad, b: ComparedLoad): LoadDifference[] {
  if (a.writer === 'evalscope' || b.writer === 'evalscope') return []
  const words = (value: unknown): string => (value === undefined ? 'not set' : JSON.stringify(value))
  // The simulated service stands at another address each time.
  const isSame = (name: string): boolean =>
    words(a.settings[name]) === words(b.settings[name]) || (name === 'url' && a.simulated && b.simulated)
  const names = [...new Set([...Object.keys(a.settings), ...Object.keys(b.settings)])].filter(name => !untelling.has(name) && !isSame(name))
  return names.map(name =>
    difference(
      name,
      `${name}: ${words(a.settings[name])} in A, ${words(b.settings[name])} in B.`,
      name === 'url' || name === 'seed' ? 'info' : 'warning',
    ),
  )
}

function missing(name: string, points: readonly ComparedPoint[]): LoadDifference[] {
  return points.length === 0 ? [] : [difference('points', `Only ${name} measured ${points.map(loadWords).join('; ')}.`)]
}

function pointDifferences({ a, b }: PointPair): LoadDifference[] {
  const load = loadWords(a)
  return [
    ...(a.number === b.number ? [] : [difference('points', `${load}: ${a.number} requests in A, ${b.number} in B.`)]),
    ...[a, b].flatMap((point, place) => point.problems.map(problem => difference('points', `${load}, ${side(place)}: ${problem}`))),
  ]
}
