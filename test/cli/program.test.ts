import { spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { flagTable } from '../../src/cli/flag-table.js'
import { verbs } from '../../src/cli/verbs/index.js'

// These run the compiled program: npx tsc -p tsconfig.build.json && node scripts/write-flags.js
const bin = join(process.cwd(), 'bin', 'evalscope-ts.js')

test('the written flags are those of the schemas', async () => {
  const written = JSON.parse(readFileSync('dist/cli/flags.json', 'utf8'))
  expect(Object.keys(written)).toEqual(verbs.names)
  for (const verb of Object.values(verbs.parts)) {
    expect(written[verb.name]).toEqual(JSON.parse(JSON.stringify(flagTable((await verb.load()).options))))
  }
})

test.each([
  [['--version'], []],
  [['--help'], []],
  [['perf', '--help'], ['commander']],
  [['simulate', '--help'], ['commander']],
])('%j imports no package but %j', (argv, expected) => {
  // A loader hook tells of every package that is resolved.
  const hook = 'export async function resolve(s, c, n) { const r = await n(s, c); process._rawDebug("resolved " + r.url); return r }'
  const register = `import { register } from "node:module"; register(${JSON.stringify(`data:text/javascript,${encodeURIComponent(hook)}`)})`
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(register)}`, bin, ...argv],
    { encoding: 'utf8' },
  )
  const packages = [...stderr.matchAll(/^resolved .*\/node_modules\/([^/]+)\//gm)].map(([, name]) => name)
  expect(stderr).toContain('/dist/bundle/main.js')
  expect(status).toBe(0)
  expect([...new Set(packages)]).toEqual(expected)
})

test('the exit code reaches the shell', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, 'perf', '--parallel', '0'], { encoding: 'utf8' })
  expect({ status, stdout, stderr }).toEqual({
    status: 2,
    stdout: '',
    stderr: 'error: --parallel: must be at least 1, got 0\nhint: evalscope-ts perf --help lists every option.\n',
  })
})

test('a reader that goes away early is no error', async () => {
  const child = spawn(process.execPath, [bin, 'perf', '--help'], { stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  const errors: string[] = []
  child.stderr.on('data', data => errors.push(String(data)))
  const code = await new Promise(resolve => child.on('close', resolve))
  expect({ code, errors }).toEqual({ code: 0, errors: [] })
})

test('a checkout that is not built says how to build it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unbuilt-'))
  cpSync('bin', join(folder, 'bin'), { recursive: true })
  const { status, stderr } = spawnSync(process.execPath, [join(folder, 'bin', 'evalscope-ts.js'), '--help'], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toMatch(/^error: evalscope-ts is not built\.\nhint: Run "npm ci" /)
})

test.each([
  [{}, false],
  [{ FORCE_COLOR: '1' }, true],
  [{ FORCE_COLOR: '0' }, false],
  [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
])('off a terminal, %j decides about colour', (env, colored) => {
  const { NO_COLOR: _, ...clean } = process.env
  const { stdout } = spawnSync(process.execPath, [bin, 'perf', '--help'], { encoding: 'utf8', env: { ...clean, ...env } })
  expect(stdout.includes('\u001b[1m')).toBe(colored)
})

test('a signal goes to its listener while there is one, and ends the process afterwards', () => {
  const script = `
    import { processIo } from ${JSON.stringify(pathToFileURL(join(process.cwd(), 'dist/cli/process-io.js')).href)}
    const io = processIo()
    const off = io.onSignal(name => {
      io.stdout.write(name)
      off()
      process.kill(process.pid, 'SIGINT')
    })
    process.kill(process.pid, 'SIGTERM')
    setInterval(() => {}, 1000)`
  const { stdout, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8', timeout: 30_000 })
  expect({ stdout, signal }).toEqual({ stdout: 'SIGTERM', signal: 'SIGINT' })
})
