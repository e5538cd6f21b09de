import type { EvalObserver, EvalProgress, PlannedEval } from '../eval/observer.js'
import type { Io } from './io.js'
import { createLiveLine } from './live-line.js'

const TERMINAL_MS = 200
const PLAIN_MS = 10_000
/** Data sets whose running score fits on the line. */
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

function stateWords({ total, done, inFlight, notScored, outputTokens, scores }: Readonly<EvalProgress>, seconds: number): string {
  const open = Object.entries(scores).filter(([, { done: own }]) => own > 0)
  const left = done === 0 ? null : (seconds / done) * (total - done)
  return [
    `${done}/${total} done`,
    `${inFlight} in flight`,
    ...open.slice(0, SHOWN).map(([name, { sum, count }]) => `${name} ${count === 0 ? '–' : ((100 * sum) / count).toFixed(1)} %`),
    ...(open.length > SHOWN ? [`${open.length - SHOWN} more`] : []),
    ...(seconds > 0.5 ? [`${Math.round(outputTokens / seconds)} tok/s`] : []),
    ...(notScored > 0 ? [`${notScored} NOT SCORED`] : []),
    ...(left === null ? [] : [`about ${Math.ceil(left)} s left`]),
  ].join(', ')
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
