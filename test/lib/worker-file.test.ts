import { expect, test } from 'vitest'
import { workerFile } from '../../src/lib/worker-file.js'

test('a compiled module finds its worker beside it', () => {
  const url = workerFile('file:///home/x/src/pkg/dist/simulator/start-simulator.js', './simulator-worker.js')
  expect(url.href).toBe('file:///home/x/src/pkg/dist/simulator/simulator-worker.js')
})

test('a TypeScript source is given the compiled file, below the last src folder', () => {
  const url = workerFile('file:///home/src/pkg/src/perf/run.ts', '../tokenizer/worker.js')
  expect(url.href).toBe('file:///home/src/pkg/dist/tokenizer/worker.js')
})
