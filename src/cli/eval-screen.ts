import type { EvalObserver, EvalProgress, PlannedEval } from '../eval/observer.js'
import type { Io } from './io.js'
import { createLiveLine } from './live-line.js'

const TERMINAL_MS = 200
const PLAIN_MS = 10_000
/** Data sets that fit on the line. */
const SHOWN = 3

/** What `eval` tells on stderr while it runs. */
export function evalScreen(io: Io): EvalObserver & { close(): void } {
  const line = createLiveLine(io.stderr, io.clock, { terminalMs: TERMINAL_MS, plainMs: PLAIN_MS })
  let startedAt = io.clock()
  return {
    loading: name => line.update(() => `Reading ${name} …`),
    downloading: (file, received, total) =>
      line.update(() => `Downloading ${file}: ${megabytes(received)}${total === null ? '' : ` of ${megabytes(total)}`} MB`),
    planned(plan) {
      startedAt = io.clock()
      line.print(planWords(plan))
    },
    progressed: state => line.update(() => stateWords(state, (io.clock() - startedAt) / 1000)),
    noted: text => line.print(`note: ${text}`),
    close: () => line.clear(),
  }
}

function planWords({ target, model, simulated, datasets, answers, folder }: PlannedEval): string {
  const who = simulated ? `a SIMULATED student (built in; give --api-url to evaluate a model), model ${model}` : `${model} at ${target}`
  const what = datasets
    .map(({ name, samples, subsets }) => `${name}: ${samples} samples${subsets > 1 ? ` in ${subsets} subsets` : ''}`)
    .join('; ')
  return `Evaluating ${who}\n${what}; ${answers} answers in all. Files: ${folder}`
}

function stateWords(state: Readonly<EvalProgress>, seconds: number): string {
  const { total, done, inFlight, notScored, outputTokens } = state
  return [
    `${done}/${total} done`,
    ...leftWords(state, seconds),
    ...(notScored > 0 ? [`${notScored} NOT SCORED`] : []),
    ...scoreWords(state),
    ...(seconds > 0.5 ? [`${Math.round(outputTokens / seconds)} tok/s`] : []),
    `${inFlight} in flight`,
  ].join(', ')
}

/** By the pace of what was asked so far: answers that were there already took no time. */
function leftWords({ total, done, reused }: Readonly<EvalProgress>, seconds: number): string[] {
  if (done === reused) return []
  const left = (seconds / (done - reused)) * (total - done)
  return [left < 100 ? `about ${Math.ceil(left)} s left` : `about ${Math.ceil(left / 60)} min left`]
}

/** How far each data set is, and its score so far; those under way before those that are done. */
function scoreWords({ scores }: Readonly<EvalProgress>): string[] {
  const begun = Object.entries(scores).filter(([, { done }]) => done > 0)
  const open = begun.filter(([, { done, total }]) => done < total)
  const ordered = [...open, ...begun.filter(entry => !open.includes(entry)).reverse()]
  const words = ordered.slice(0, SHOWN).map(([name, { sum, count, done, total }]) => {
    const score = count === 0 ? '–' : `${((100 * sum) / count).toFixed(1)} %`
    return `${name} ${done}/${total}: ${score}`
  })
  return [...words, ...(ordered.length > SHOWN ? [`${ordered.length - SHOWN} more`] : [])]
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
