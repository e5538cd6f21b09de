import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openSplit } from '../../src/data/open-split.js'
import type { HubName } from '../../src/data/types.js'
import { hubEnv, hubFor, rowsOf, settingsFor, temporaryHome } from '../data/data-settings.js'
import { easy, everyNumber, sums } from '../data/hub-sets.js'

// Runs where Python has the hubs' own clients: INTEROP_PYTHON names it, or several of them with a colon between. See docs/interop.md.
const pythons = (process.env.INTEROP_PYTHON ?? 'python3').split(':')
const versionOf = (python: string, client: string): string | null => {
  const module = client === 'huggingface' ? 'huggingface_hub' : 'modelscope'
  const { status, stdout } = spawnSync(python, ['-c', `import ${module}, sys; sys.stdout.write(${module}.__version__)`], {
    encoding: 'utf8',
  })
  return status === 0 ? stdout : null
}

const clients: HubName[] = ['huggingface', 'modelscope']
const cases = pythons.flatMap(python =>
  clients.flatMap(client => {
    const version = versionOf(python, client)
    return version === null ? [] : [{ python, client, version }]
  }),
)

const dotted = { ...sums, id: 'our/sums-2.0' }
const request = { ...easy, address: { huggingface: dotted.id, modelscope: dotted.id } }
const parquet = 'easy/test-00000-of-00001.parquet'
const hashOf = (content: string | Buffer = ''): string => createHash('sha256').update(content).digest('hex')
const announced = Object.fromEntries(
  Object.entries(dotted.files)
    .filter(([path]) => !path.startsWith('.'))
    .map(([path, content]) => [path, hashOf(content)]),
)

describe.skipIf(cases.length === 0)('Python clients', () => {
  describe.each(cases)('$client $version', ({ python, client, version }) => {
    // ModelScope's clients before 1.38 believe only their own record (a pickle), so they fetch again what others fetched.
    const keepsOwnRecord = client === 'modelscope' && Number(/^1\.(\d+)/.exec(version)?.[1] ?? 99) < 38
    const settings = (env: NodeJS.ProcessEnv) => settingsFor(env, { hub: client })
    const run = (mode: 'online' | 'offline', env: Record<string, string>, pattern = '*') =>
      runClient(python, [client, mode, dotted.id, pattern], env)

    test('downloads from the fake hub byte for byte', async () => {
      const hub = await hubFor(dotted)
      const { files } = await run('online', hubEnv(await temporaryHome(), hub))
      expect(files).toEqual(announced)
      expect(hub.requests.filter(({ server }) => server === 'cdn').length).toBeGreaterThan(0)
    })

    test.skipIf(keepsOwnRecord)('finds without a network what we fetched', async () => {
      const hub = await hubFor(dotted)
      const env = hubEnv(await temporaryHome(), hub)
      await openSplit(request, settings(env))
      await hub.close()
      const { files } = await run('offline', env, '*.parquet')
      expect(files[parquet]).toBe(announced[parquet])
    })

    test.skipIf(keepsOwnRecord)('goes on in our cache without fetching again what is there', async () => {
      const hub = await hubFor(dotted)
      const env = hubEnv(await temporaryHome(), hub)
      await openSplit(request, settings(env))
      hub.requests.length = 0
      const { files } = await run('online', env)
      expect(files).toEqual(announced)
      expect(hub.requests.filter(({ server, method }) => server === 'cdn' && method === 'GET')).toEqual([])
    })

    test('fetched what we find without a network', async () => {
      const hub = await hubFor(dotted)
      const env = hubEnv(await temporaryHome(), hub)
      await run('online', env)
      await hub.close()
      const split = await openSplit(request, settings({ ...env, ...(client === 'huggingface' && { HF_HUB_OFFLINE: '1' }) }))
      expect(await rowsOf(split)).toEqual(everyNumber)
      expect(split.provenance.hub).toBe(client)
      expect(split.provenance.files[0]?.sha256).toBe(announced[parquet])
    })

    test('fetched what we do not fetch again', async () => {
      const hub = await hubFor(dotted)
      const home = await temporaryHome()
      const env = hubEnv(home, hub)
      await run('online', env)
      const before = await contents(home)
      hub.requests.length = 0
      await openSplit(request, settings(env))
      expect(hub.requests.filter(({ server }) => server === 'cdn')).toEqual([])
      const after = await contents(home)
      for (const [path, hash] of before) expect([path, after.get(path)]).toEqual([path, hash])
    })
  })
})

async function contents(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  return new Map(await Promise.all(paths.map(async path => [path, hashOf(await readFile(path))] as const)))
}

function runClient(
  python: string,
  args: string[],
  env: Record<string, string>,
): Promise<{ folder: string; files: Record<string, string> }> {
  const child = spawn(python, ['test/interop/clients.py', ...args], {
    // Telemetry, acceleration probes and Xet would only be refused by the fake hub.
    env: {
      PATH: process.env.PATH,
      ...env,
      MODELSCOPE_DOMAIN: (env.MODELSCOPE_ENDPOINT ?? '').replace('http://', ''),
      HF_HUB_DISABLE_XET: '1',
      HF_HUB_DISABLE_TELEMETRY: '1',
    },
  })
  let [out, err] = ['', '']
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    err += chunk
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', code =>
      code === 0 ? resolve(JSON.parse(out)) : reject(new Error(`${args.join(' ')} ended with ${code}:\n${err}`)),
    )
  })
}
