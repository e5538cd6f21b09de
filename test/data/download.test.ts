import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openSplit } from '../../src/data/open-split.js'
import type { HubName, SplitRequest } from '../../src/data/types.js'
import type { HubServer } from '../support/hub-server.js'
import { hubEnv, hubFor, recordedTiming, refusal, rowsOf, settingsFor, temporaryHome } from './data-settings.js'
import { easy, everyNumber, hard, sums } from './hub-sets.js'

const names: HubName[] = ['huggingface', 'modelscope']
const at = (hub: HubName): SplitRequest => ({ ...easy, address: { [hub]: sums.id } })
const rightHash = createHash('sha256')
  .update(sums.files['easy/test-00000-of-00001.parquet'] ?? '')
  .digest('hex')
const openAt = async (name: HubName, hub: HubServer, home: string, timing = recordedTiming()) =>
  openSplit(at(name), settingsFor(hubEnv(home, hub), { hub: name }), timing)

describe.each(names)('%s', name => {
  test('a hub that cuts every download once gives the right bytes, each byte once', async () => {
    const hub = await hubFor(sums)
    hub.faults.cutAfter = (path, download) => (download === 1 ? Math.floor(Buffer.byteLength(sums.files[path] ?? '') / 2) : null)
    const split = await openAt(name, hub, await temporaryHome())
    expect(await rowsOf(split)).toEqual(everyNumber)
    expect(split.provenance.files[0]?.sha256).toBe(rightHash)
    const ranges = hub.requests.filter(({ server }) => server === 'cdn').map(({ headers }) => headers.range)
    expect(ranges).toEqual([undefined, 'bytes=2548-'])
  })

  test('wherever it cuts, and however often, the bytes are the same', async () => {
    const home = await temporaryHome()
    const hub = await hubFor(sums)
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(5097), { maxLength: 5 }), async cuts => {
        const done = new Map<string, number>()
        hub.faults.cutAfter = path => {
          const count = done.get(path) ?? 0
          done.set(path, count + 1)
          return cuts[count] ?? null
        }
        const split = await openAt(name, hub, join(home, String(run++)))
        expect(split.provenance.files.map(({ sha256 }) => sha256)).toEqual([rightHash])
      }),
      { numRuns: 40 },
    )
  })

  test('a run that died goes on from what it left, even in another process', async () => {
    const hub = await hubFor(sums)
    const home = await temporaryHome()
    hub.faults.cutAfter = path => (path.endsWith('parquet') ? 1000 : null)
    hub.faults.ignoreRanges = true
    // Without ranges, each attempt begins anew and gets no further: patience ends.
    expect((await refusal(openAt(name, hub, home)))[0]).toMatch(/ is out of reach: the connection was cut\.$/)
    hub.faults.cutAfter = () => null
    hub.faults.ignoreRanges = false
    hub.requests.length = 0
    expect(await rowsOf(await openAt(name, hub, home))).toEqual(everyNumber)
    expect(hub.requests.filter(({ server }) => server === 'cdn').map(({ headers }) => headers.range)).toEqual(['bytes=1000-'])
  })

  test('a server that ignores ranges is taken from the beginning', async () => {
    const hub = await hubFor(sums)
    Object.assign(hub.faults, { ignoreRanges: true, cutAfter: (_: string, download: number) => (download === 1 ? 700 : null) })
    expect(await rowsOf(await openAt(name, hub, await temporaryHome()))).toEqual(everyNumber)
  })

  test('content that is not what was announced is fetched once more, then refused; nothing of it stays', async () => {
    const hub = await hubFor(sums)
    const damaged = (content: Buffer): Buffer => Buffer.concat([Buffer.from('?'), content.subarray(1)])
    hub.faults.content = (path, content, download) => (path.endsWith('parquet') && download === 1 ? damaged(content) : content)
    expect(await rowsOf(await openAt(name, hub, await temporaryHome()))).toEqual(everyNumber)
    hub.faults.content = (path, content) => (path.endsWith('parquet') ? damaged(content) : content)
    const home = await temporaryHome()
    expect((await refusal(openAt(name, hub, home)))[0]).toMatch(
      /^our\/sums\/easy\/test-00000-of-00001\.parquet from .* is damaged: its sha256 is [0-9a-f]{64}, [0-9a-f]{64} was announced\.$/,
    )
    const left = await readdir(home, { recursive: true })
    expect(left.filter(path => /incomplete$|parquet$/.test(path))).toEqual([])
  })

  test('a file of another size is refused', async () => {
    const hub = await hubFor(sums)
    hub.faults.content = (path, content) => (path.endsWith('parquet') ? content.subarray(9) : content)
    expect((await refusal(openAt(name, hub, await temporaryHome())))[0]).toMatch(/sent something else than/)
  })

  test('pauses grow, are as long as the server asks, and end', async () => {
    const hub = await hubFor(sums)
    const timing = recordedTiming(Date.parse('2026-01-01T00:00:00Z'))
    const path = name === 'huggingface' ? /HEAD .*parquet/ : /FilePath=.*parquet/
    hub.faults.statuses.push(
      { path, status: 503 },
      { path, status: 429, headers: { 'retry-after': '7' } },
      { path, status: 429, headers: { ratelimit: '"api";r=0;t=55' } },
      { path, status: 502 },
      { path, status: 503, headers: { 'retry-after': 'Thu, 01 Jan 2026 00:00:30 GMT' } },
    )
    expect(await rowsOf(await openAt(name, hub, await temporaryHome(), timing))).toEqual(everyNumber)
    expect(timing.slept).toEqual([1000, 7000, 55_000, 8000, 30_000])
    hub.faults.statuses.push(...Array.from({ length: 6 }, () => ({ path, status: 429 })))
    expect((await refusal(openAt(name, hub, await temporaryHome())))[0]).toMatch(/takes no more requests for now \(HTTP 429\)\.$/)
    hub.faults.statuses.splice(0, 9, { path, status: 429, headers: { 'retry-after': '3600' } })
    const hour = recordedTiming()
    await refusal(openAt(name, hub, await temporaryHome(), hour))
    expect(hour.slept).toEqual([])
  })

  test('two at once fetch it once', async () => {
    const hub = await hubFor(sums)
    const home = await temporaryHome()
    const timing = { ...recordedTiming(), sleep: () => new Promise<void>(resolve => setImmediate(resolve)) }
    const both = await Promise.all([openAt(name, hub, home, timing), openAt(name, hub, home, timing)])
    for (const split of both) expect(await rowsOf(split)).toEqual(everyNumber)
    expect(hub.requests.filter(({ server }) => server === 'cdn')).toHaveLength(1)
  })
})

test('a cache that cannot be written to is told', async () => {
  const hub = await hubFor(sums)
  const home = await temporaryHome()
  await mkdir(join(home, '.cache/huggingface/hub'), { recursive: true })
  await writeFile(join(home, '.cache/huggingface/hub/datasets--our--sums'), 'a file is in the way')
  const [message, hint] = await refusal(openAt('huggingface', hub, home))
  expect(message).toBe(`Cannot write into the cache ${join(home, '.cache/huggingface/hub')}: a part of the path is a file, not a folder.`)
  expect(hint).toBe('Free some space, or name another folder in HF_HOME.')
})

test('what is already a blob under another commit is not fetched again', async () => {
  const hub = await hubFor(sums)
  const home = await temporaryHome()
  await openAt('huggingface', hub, home)
  hub.push(sums.id, { ...sums.files, 'hard/test.jsonl': '{"question": "", "answer": ""}\n' })
  hub.requests.length = 0
  await openAt('huggingface', hub, home)
  expect(hub.requests.filter(({ server }) => server === 'cdn')).toEqual([])
  const snapshots = await readdir(join(home, '.cache/huggingface/hub/datasets--our--sums/snapshots'))
  expect(snapshots).toHaveLength(2)
  await openSplit(hard, settingsFor(hubEnv(home, hub)))
  expect(await readFile(join(home, '.cache/huggingface/hub/datasets--our--sums/refs/main'), 'utf8')).toBe(hub.commit(sums.id))
})
