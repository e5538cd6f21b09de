import { parentPort, workerData } from 'node:worker_threads'
import { UserError } from '../lib/errors.js'
import { createRecordingSimulator } from './server.js'
import type { FromWorker, ToWorker, WorkerTask } from './worker-messages.js'

// The thread of start-simulator.ts. What the user can mend goes back as data; anything else ends the thread with its stack.

try {
  const { options, sheet }: WorkerTask = workerData
  const simulator = await createRecordingSimulator(options, sheet === null ? {} : { sheet })
  parentPort?.on('message', (question: ToWorker) => {
    if (question === 'log') post({ type: 'log', records: simulator.records() })
    else if (question === 'tally') void simulator.tally().then(tally => post({ type: 'tally', tally }))
    else simulator.close().then(() => leave({ type: 'closed' }), leaveFailed)
  })
  post({ type: 'started', url: simulator.url, port: simulator.port })
} catch (error) {
  leaveFailed(error)
}

function leaveFailed(error: unknown): void {
  if (!(error instanceof UserError)) throw error
  leave({ type: 'failed', message: error.message, hint: error.hint })
}

function leave(last: FromWorker): void {
  post(last)
  parentPort?.close()
}

function post(message: FromWorker): void {
  parentPort?.postMessage(message)
}
