import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { requestRecord } from '../../src/perf/records.js'
import { perfResult } from '../../src/perf/result.js'
import { here, json, perf, perfRuns, result, serve } from './perf-runs.js'

// These run the compiled program as a process: npm run build
const bin = join(process.cwd(), 'bin', 'evalscope-ts.js')

perfRuns()

/** Starts `perf` as a shell does: the leader of a process group of its own. */
function start(url: string, ...argv: string[]): ChildProcess {
  const words = ['perf', '--url', url, '--model', 'only-model', '--no-timestamp', '--sleep-interval', '0', ...argv]
  return spawn(process.execPath, [bin, ...words], { cwd: here(), detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
}

/** What Ctrl-C in a terminal does: every process of the group gets the signal. */
const interrupt = (child: ChildProcess): void => void (child.pid !== undefined && process.kill(-child.pid, 'SIGINT'))

async function ended(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  const [out, err]: string[][] = [[], []]
  child.stdout?.on('data', chunk => out?.push(String(chunk)))
  child.stderr?.on('data', chunk => err?.push(String(chunk)))
  const [code] = await once(child, 'close')
  return { code, out: out?.join('') ?? '', err: err?.join('') ?? '' }
}

describe('a signal', () => {
  test('SIGINT to the process group once: what is in flight ends, and the result is printed', async () => {
    let child: ChildProcess | null = null
    const { url } = await serve({ intercept: index => index === 3 && child !== null && interrupt(child) !== undefined })
    child = start(url, '--number', '100000')
    const { code, out, err } = await ended(child)
    expect([code, err]).toEqual([130, expect.stringContaining('press Ctrl-C again')])
    expect(out).toContain('The run was interrupted')
    expect(result()).toMatchObject({ interrupted: true, points: [{ values: { failed: 0, cancelled: 0 } }] })
  })

  test('SIGINT twice: what is in flight is cut, and the result is printed all the same', async () => {
    let child: ChildProcess | null = null
    const { url } = await serve({
      intercept: index => {
        if (index < 3 || child === null) return false
        const group = child
        group.stderr?.on('data', text => String(text).includes('press Ctrl-C again') && interrupt(group))
        interrupt(group)
        return true
      },
    })
    child = start(url, '--number', '100000')
    const { code, out } = await ended(child)
    expect(code).toBe(130)
    expect(out).toContain('1 cancelled')
    expect(result().points[0]?.values.cancelled).toBe(1)
  })

  test('SIGTERM: exit 143, results kept', async () => {
    let child: ChildProcess | null = null
    const { url } = await serve({ intercept: index => index === 3 && child !== null && !child.kill('SIGTERM') })
    child = start(url, '--number', '100000')
    expect((await ended(child)).code).toBe(143)
    expect(json('only-model', 'config.json')).toMatchObject({ status: 'interrupted' })
    expect(json('only-model', 'progress.json')).toMatchObject({ status: 'interrupted' })
  })

  test('SIGKILL: what was measured stands, no half file, and the next run takes the folder over', async () => {
    let child: ChildProcess | null = null
    const { url } = await serve({
      intercept: (index, response) => {
        if (index === 8) setTimeout(() => child?.kill('SIGKILL'), 700)
        if (index < 8) return false
        setTimeout(() => response.destroy(), 5)
        return true
      },
    })
    child = start(url, '--parallel', '1', '1', '--number', '5', '1000000')
    await ended(child)
    expect(perfResult.parse((json('only-model', 'report.json') as { result: unknown }).result).points.map(point => point.name)).toEqual([
      'parallel_1_number_5',
    ])
    const lines = readFileSync(here('outputs', 'only-model', 'parallel_1_number_1000000', 'requests.jsonl'), 'utf8').split('\n')
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines.slice(0, -1)) requestRecord.parse(JSON.parse(line))
    expect(json('only-model', 'config.json')).toMatchObject({ status: 'running' })
    expect(json('only-model', 'progress.json')).toMatchObject({ status: 'running' })
    expect(existsSync(here('outputs', 'only-model', 'run.lock'))).toBe(true)

    const healthy = await serve()
    expect((await perf(['--url', healthy.url, '--number', '1', '--overwrite'])).code).toBe(0)
    expect(readdirSync(here('outputs', 'only-model'))).not.toContain('run.lock')
    expect(json('only-model', 'config.json')).toMatchObject({ status: 'done' })
  })
})

test.skipIf(!existsSync('/dev/full'))('a result that standard output does not take is told in two lines, exit 2', async () => {
  const child = spawn(process.execPath, [bin, '--version'], { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] })
  const { code, err } = await ended(child)
  expect([code, err]).toEqual([2, expect.stringMatching(/^error: The result cannot be written: the disk is full\.\nhint: .*\n$/)])
})

test('a reader that leaves early costs nothing but the words', async () => {
  const { url } = await serve()
  const child = start(url, '--number', '2')
  child.stdout?.destroy()
  const [code] = await once(child, 'close')
  expect(code).toBe(0)
  expect(result().points[0]?.values.succeeded).toBe(2)
})
