import { parentPort } from 'node:worker_threads'
import { type MathTask, scoreMath } from './math-score.js'

/** Judges one answer after the other; the pool ends the thread when one takes too long. */
parentPort?.on('message', ({ id, task }: { id: number; task: MathTask }) => {
  parentPort?.postMessage({ id, score: scoreMath(task) })
})
