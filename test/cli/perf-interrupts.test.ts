import { describe, expect, test } from 'vitest'
import type { MemoryIo } from './memory-io.js'
import { json, perf, perfRuns, result, serve } from './perf-runs.js'

perfRuns()

describe('Ctrl-C', () => {
  test('once lets what is in flight end, and reports', async () => {
    let io: MemoryIo | null = null
    const { url } = await serve({
      intercept: index => {
        if (index === 2) io?.signal('SIGINT')
        return false
      },
    })
    const { code, out, err } = await perf(['--url', url, '--number', '50', '--no-test-connection'], {}, given => {
      io = given
    })
    expect(code).toBe(130)
    expect(err).toContain('press Ctrl-C again')
    expect(out).toContain('interrupted')
    expect(result()).toMatchObject({ interrupted: true, points: [{ values: { succeeded: 3, cancelled: 0 } }] })
    expect(json('only-model', 'config.json')).toMatchObject({ status: 'interrupted' })
  })

  test('twice ends what is in flight too, and still reports', async () => {
    let io: MemoryIo | null = null
    const { url } = await serve({
      intercept: index => {
        if (index < 2) return false
        io?.signal('SIGINT')
        io?.signal('SIGINT')
        return true
      },
    })
    const { code } = await perf(['--url', url, '--number', '50', '--no-test-connection'], {}, given => {
      io = given
    })
    expect(code).toBe(130)
    expect(result()).toMatchObject({ interrupted: true, points: [{ values: { succeeded: 2, failed: 0, cancelled: 1 } }] })
  })
})
