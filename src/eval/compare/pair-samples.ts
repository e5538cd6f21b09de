import type { ComparedDataset, ComparedRun, ComparedSample } from './types.js'

export interface SamplePair {
  a: ComparedSample
  b: ComparedSample
}

export interface PairedDataset {
  a: ComparedDataset
  b: ComparedDataset
  pairs: SamplePair[]
  onlyA: ComparedSample[]
  onlyB: ComparedSample[]
  /** Questions that stand at the same place of the data in both, with another content. */
  changed: ComparedSample[]
}

/** The data sets that both runs have, in the order of the first, their samples paired by id. */
export function pairRuns(a: ComparedRun, b: ComparedRun): PairedDataset[] {
  // EvalScope's records have no id of the row: there, the number of the question in its file stands for it.
  const byId = a.writer === 'evalscope-ts' && b.writer === 'evalscope-ts'
  return a.datasets.flatMap(one => {
    const other = b.datasets.find(({ name }) => name === one.name)
    return other === undefined ? [] : [byId ? pairById(one, other) : pairByGroup(one, other)]
  })
}

function pairById(a: ComparedDataset, b: ComparedDataset): PairedDataset {
  const paired = pairBy(a, b, ({ id }) => id)
  const places = new Set(paired.onlyA.map(({ place }) => place))
  return { ...paired, changed: paired.onlyB.filter(({ place }) => places.has(place)) }
}

/** The key tells whether it is the same question. */
function pairByGroup(a: ComparedDataset, b: ComparedDataset): PairedDataset {
  const paired = pairBy(a, b, ({ group }) => group)
  const targetOf = ({ answers }: ComparedSample): string | undefined => answers[0]?.target
  return { ...paired, changed: paired.pairs.flatMap(pair => (targetOf(pair.a) === targetOf(pair.b) ? [] : [pair.b])) }
}

function pairBy(a: ComparedDataset, b: ComparedDataset, keyOf: (sample: ComparedSample) => string | null): PairedDataset {
  const others = new Map(b.samples.map(sample => [keyOf(sample), sample]))
  const [pairs, onlyA]: [SamplePair[], ComparedSample[]] = [[], []]
  for (const sample of a.samples) {
    const key = keyOf(sample)
    const other = key === null ? undefined : others.get(key)
    if (other === undefined) onlyA.push(sample)
    else pairs.push({ a: sample, b: other })
  }
  const used = new Set(pairs.map(pair => pair.b))
  return { a, b, pairs, onlyA, onlyB: b.samples.filter(sample => !used.has(sample)), changed: [] }
}
