import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'

// The package as npm would publish it, installed into a folder of its own. Needs dist (npm run build), and no network.

const manifest = z
  .object({
    version: z.string(),
    bin: z.record(z.string(), z.string()),
    engines: z.object({ node: z.string() }),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
  })
  .loose()
  .parse(JSON.parse(readFileSync('package.json', 'utf8')))
const home = mkdtempSync(join(tmpdir(), 'package-'))
const installed = join(home, 'node_modules', 'evalscope-ts')
let packed: Packed

const packReport = z.object({ filename: z.string(), size: z.number(), files: z.array(z.object({ path: z.string() })) })

type Packed = z.infer<typeof packReport>

beforeAll(() => {
  packed = pack()
  mkdirSync(installed, { recursive: true })
  execFileSync('tar', ['-xzf', join(home, packed.filename), '-C', installed, '--strip-components=1'])
  for (const name of Object.keys(manifest.dependencies)) linkDependency(name)
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** npm answers with a list, or from npm 11 on with an object by package name. */
function pack(): Packed {
  const answer: unknown = JSON.parse(
    execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', home], { encoding: 'utf8', stdio: 'pipe' }),
  )
  return packReport.parse(Array.isArray(answer) ? answer[0] : Object.values(z.record(z.string(), z.unknown()).parse(answer))[0])
}

/** Only what package.json names, so that a package which the code uses and the manifest forgot is missed. */
function linkDependency(name: string): void {
  const place = join(home, 'node_modules', name)
  mkdirSync(dirname(place), { recursive: true })
  symlinkSync(resolve('node_modules', name), place)
}

/** Vite makes two files of each page's many. */
const isPage = (path: string): boolean => [join('report', 'page'), join('app', 'pages')].some(folder => path.startsWith(folder))

const bin = (): string => join(installed, manifest.bin['evalscope-ts'] ?? '')
const env = { PATH: process.env.PATH, NO_COLOR: '1' }
const run = (...argv: string[]) => spawnSync(process.execPath, [bin(), ...argv], { cwd: home, env, encoding: 'utf8' })

describe('the package', () => {
  test('holds what is needed to run and to read, and nothing else', () => {
    const allowed = /^(data|dist|bin|docs)\/|^(README\.md|CHANGELOG\.md|LICENSE|NOTICE|package\.json|scripts\/prepare\.js)$/
    const paths = packed.files.map(({ path }) => path)
    expect(paths.filter(path => !allowed.test(path))).toEqual([])
    expect(paths.filter(path => /(^|\/)(test|fixtures|outputs)\/|\.test\.|\.tsx?$/.test(path) && !path.endsWith('.d.ts'))).toEqual([])
    expect(paths).toEqual(
      expect.arrayContaining([
        'bin/evalscope-ts.js',
        'dist/bundle/main.js',
        'dist/cli/flags.json',
        'dist/bundle/text-worker.js',
        'dist/app/pages/app.css',
        'dist/app/pages/app.js',
        'dist/app/pages/rich-text.js',
        'dist/app/pages/KaTeX_Main-Regular.woff2',
        'dist/report/page/report-page.css',
        'dist/report/page/report-page.js',
        'dist/bundle/simulator-worker.js',
        'dist/bundle/math-worker.js',
        'docs/metrics.md',
        'docs/options.md',
        'docs/outputs.md',
        'CHANGELOG.md',
        'LICENSE',
        'NOTICE',
        'README.md',
      ]),
    )
  })

  test('has its code in the bundle alone, which takes in no package but zod, with its licence', () => {
    const code = filesOf(join(installed, 'dist')).filter(path => /\.[jt]s$/.test(path) && !isPage(path))
    expect(code.filter(path => dirname(path) !== 'bundle')).toEqual([])
    const texts = code.map(path => readFileSync(join(installed, 'dist', path), 'utf8'))
    expect([...new Set(texts.flatMap(text => [...text.matchAll(/^\/\*! (\S+)$/gm)].map(([, name]) => name)))]).toEqual(['zod'])
    expect(texts.filter(text => text.includes('node_modules/') && !text.startsWith('/*! zod'))).toEqual([])
  })

  test('is smaller than 2 MB', () => {
    expect(packed.size).toBeGreaterThan(50_000)
    expect(packed.size).toBeLessThan(2_000_000)
  })

  test('runs by its name, as a program of its own', () => {
    const link = join(home, 'node_modules', '.bin', 'evalscope-ts')
    mkdirSync(dirname(link))
    symlinkSync(bin(), link)
    expect(readFileSync(bin(), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    expect(statSync(bin()).mode & 0o111).not.toBe(0)
    expect(execFileSync(link, ['--version'], { cwd: home, env, encoding: 'utf8' })).toBe(`${manifest.version}\n`)
  })

  test('shows its help', () => {
    const { status, stdout, stderr } = run('--help')
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toMatch(/Verbs:\n {2}perf/)
    expect(run('perf', '--help').stdout).toContain('--parallel <n...>')
  })

  test('measures the simulated service and leaves the whole run', () => {
    const { status, stdout, stderr } = run('perf', '--number', '2', '--max-tokens', '5', '--parallel', '1', '--no-timestamp')
    expect(status, stderr).toBe(0)
    expect(stdout).toContain('Performance overview')
    expect(stderr).toContain('SIMULATED')
    const files = filesOf(join(home, 'outputs', 'simulated-model'))
    expect(files).toEqual(expect.arrayContaining(['report.json', 'perf_report.html', join('parallel_1_number_2', 'requests.jsonl')]))
  })

  test('counts tokens in a thread of its own', () => {
    const words = ['--dry-run', '--dataset', 'random', '--max-prompt-length', '20', '--tokenizer-path', 'tiktoken:r50k_base']
    const { status, stdout, stderr } = run('perf', ...words)
    expect(status, stderr).toBe(0)
    expect(stdout).toContain('"firstBody"')
  })

  test('serves the simulated model until it is interrupted', async () => {
    const service = spawn(process.execPath, [bin(), 'simulate', '--port', '0'], { cwd: home, env, stdio: ['ignore', 'pipe', 'inherit'] })
    try {
      const line = await firstLine(service)
      const [url = ''] = /http:\/\/127\.0\.0\.1:\d+\/v1/.exec(line) ?? []
      const models: unknown = await (await fetch(`${url}/models`)).json()
      expect(models).toMatchObject({ data: [{ id: 'simulated-model' }] })
      const ended = new Promise(done => service.once('exit', code => done(code)))
      service.kill('SIGINT')
      expect(await ended).toBe(0)
    } finally {
      service.kill('SIGKILL')
    }
  })
})

describe('an installation without what the build needs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'production-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  beforeAll(() => {
    for (const path of ['package.json', 'bin', join('scripts', 'prepare.js'), join('src', 'cli', 'main.ts')])
      cpSync(path, join(folder, path), { recursive: true })
  })

  test('succeeds and tells that nothing was built', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join('scripts', 'prepare.js')], { cwd: folder, encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toBe(
      'evalscope-ts: typescript is not installed (a production install), so nothing is built; dist is missing: run "npm ci" without --omit=dev to build it.\n',
    )
  })

  test('tells in two lines what to do when it is run', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join('bin', 'evalscope-ts.js'), 'perf'], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/^error: .+\nhint: .+\n$/)
  })
})

describe('the manifests', () => {
  test('promise the oldest Node that everything runs on', () => {
    expect(manifest.engines.node).toBe('>=20.19')
    expect(manifest.exports).toBeUndefined()
    expect(manifest.main).toBeUndefined()
  })

  test('name exact versions', () => {
    const versions = Object.values({ ...manifest.dependencies, ...manifest.devDependencies })
    expect(versions.filter(version => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  // npm drops them when it writes the lock file beside an installed node_modules, and then `npm ci` fails everywhere.
  test('lock the binaries of every platform', () => {
    const entry = z.object({ optionalDependencies: z.record(z.string(), z.string()).default({}) }).loose()
    const { packages } = z.object({ packages: z.record(z.string(), entry) }).parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))
    const locked = new Set(Object.keys(packages).map(path => path.replace(/^.*node_modules\//, '')))
    const wanted = Object.values(packages).flatMap(({ optionalDependencies }) => Object.keys(optionalDependencies))
    expect(wanted.length).toBeGreaterThan(20)
    expect(wanted.filter(name => !locked.has(name))).toEqual([])
  })

  test('NOTICE names the versions of the libraries that stand in a page', () => {
    const notice = readFileSync('NOTICE', 'utf8')
    expect(notice).toContain(`Preact ${manifest.devDependencies.preact},`)
    expect(notice).toContain(`uPlot ${manifest.devDependencies.uplot},`)
    const lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() }).loose()) })
    const { packages } = lock.parse(JSON.parse(readFileSync('package-lock.json', 'utf8')))
    const bundled = ['app.js', 'rich-text.js'].flatMap(name => [
      ...readFileSync(join('dist', 'app', 'pages', name), 'utf8').matchAll(/^\/\*! ([a-z][\w.-]*)$/gm),
    ])
    expect(bundled.length).toBe(9)
    for (const [, name = ''] of bundled) expect(notice.toLowerCase()).toContain(`${name} ${packages[`node_modules/${name}`]?.version}`)
    const page = readFileSync(join('dist', 'report', 'page', 'report-page.js'), 'utf8')
    expect(page).toContain('Jason Miller')
    expect(page).toContain('Leon Sorokin')
    expect(page.match(/Permission is hereby granted/g)).toHaveLength(2)
  })
})

/** Paths below the folder. */
function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name).slice(join(folder).length + 1))
}

function firstLine({ stdout }: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    let text = ''
    stdout?.on('data', chunk => {
      text += String(chunk)
      if (text.includes('\n')) done(text)
    })
    stdout?.once('end', () => fail(new Error(`The service ended after saying: ${text}`)))
  })
}
