import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openSplit } from '../../src/data/open-split.js'
import { goodToken } from '../support/hub-server.js'
import { hubEnv, hubFor, recordedTiming, refusal, rowsOf, settingsFor, temporaryHome } from './data-settings.js'
import { easy, everyNumber, hard, sums } from './hub-sets.js'

const dotted = { ...sums, id: 'our/sums-2.0' }
const request = { ...easy, address: { modelscope: dotted.id } }
const modelscope = { hub: 'modelscope' } as const
const older = 'datasets/our/sums-2___0'

test('a split comes with its revision, commit and bytes, into the folder that all clients know', async () => {
  const hub = await hubFor(dotted)
  const home = await temporaryHome()
  const split = await openSplit(request, settingsFor(hubEnv(home, hub), modelscope))
  expect(await rowsOf(split)).toEqual(everyNumber)
  expect(split.provenance).toMatchObject({ hub: 'modelscope', id: dotted.id, revision: 'master', commit: hub.commit(dotted.id) })
  const folder = join(home, '.cache/modelscope/hub', older)
  expect((await readdir(folder)).sort()).toEqual(['.evalscope-ts', 'README.md', 'easy'])
  expect(JSON.parse(await readFile(join(folder, '.evalscope-ts/index.json'), 'utf8'))).toMatchObject({
    revision: 'master',
    commit: hub.commit(dotted.id),
    files: { 'easy/test-00000-of-00001.parquet': { bytes: 5097, sha256: split.provenance.files[0]?.sha256 } },
  })
  const left = await readdir(home, { recursive: true })
  expect(left.filter(name => /incomplete|\.lock$|\.tmp$/.test(name))).toEqual([])
})

test('MODELSCOPE_CACHE is the cache; a token goes to the hub only', async () => {
  const hub = await hubFor({ ...dotted, gated: true })
  const home = await temporaryHome()
  const env = { ...hubEnv(home, hub), MODELSCOPE_CACHE: join(home, 'ms'), MODELSCOPE_API_TOKEN: goodToken }
  expect(await rowsOf(await openSplit(request, settingsFor(env, modelscope)))).toEqual(everyNumber)
  expect(await readdir(join(home, 'ms', older))).toContain('easy')
  const at = (server: string) => hub.requests.filter(seen => seen.server === server)
  expect(at('hub').every(({ headers }) => headers.cookie === `m_session_id=${goodToken}`)).toBe(true)
  expect(at('cdn').map(({ status, headers }) => [status, headers.cookie, headers.authorization])).toEqual([[200, undefined, undefined]])
})

test('listings of many pages', async () => {
  const files = Object.fromEntries(Array.from({ length: 250 }, (_, number) => [`parts/test-${number}.jsonl`, `{"n": ${number}}\n`]))
  const hub = await hubFor({
    id: 'our/parts',
    files: { ...files, 'README.md': '---\nconfigs:\n- config_name: all\n  data_files: {test: parts/*}\n---\n' },
  })
  const split = await openSplit(
    { ...request, address: { modelscope: 'our/parts' }, subset: 'all', columns: null },
    settingsFor(hubEnv(await temporaryHome(), hub), modelscope),
  )
  expect((await rowsOf(split)).map(row => row.n)).toEqual(Array.from({ length: 250 }, (_, number) => number))
  expect(hub.requests.filter(({ path }) => path.includes('/repo/tree')).map(({ path }) => /PageNumber=(\d+)/.exec(path)?.[1])).toEqual([
    '1',
    '2',
    '3',
  ])
})

test('what another tool fetched is used, if it is what the hub has', async () => {
  const hub = await hubFor(dotted)
  const home = await temporaryHome()
  await openSplit(request, settingsFor(hubEnv(home, hub), modelscope))
  // As a client before 1.38 leaves it: no index of ours.
  await rm(join(home, '.cache/modelscope/hub', older, '.evalscope-ts'), { recursive: true })
  hub.requests.length = 0
  await openSplit(request, settingsFor(hubEnv(home, hub), modelscope))
  expect(hub.requests.filter(({ path }) => path.includes('FilePath'))).toEqual([])
  await writeFile(join(home, '.cache/modelscope/hub', older, 'easy/test-00000-of-00001.parquet'), 'of an older version')
  expect(await rowsOf(await openSplit(request, settingsFor(hubEnv(home, hub), modelscope)))).toEqual(everyNumber)
})

test('the folder of newer clients is gone on with where it is; another revision has its own', async () => {
  const hub = await hubFor(dotted)
  const home = await temporaryHome()
  const snapshots = join(home, '.cache/modelscope/datasets/our--sums-2.0/snapshots')
  await mkdir(join(snapshots, 'master'), { recursive: true })
  await writeFile(join(snapshots, 'master/README.md'), String(dotted.files['README.md']))
  await openSplit(request, settingsFor(hubEnv(home, hub), modelscope))
  expect(await readdir(join(snapshots, 'master/easy'))).toEqual(['test-00000-of-00001.parquet'])
  const commit = hub.commit(dotted.id)
  const pinned = { ...request, address: { modelscope: dotted.id, revision: commit } }
  const split = await openSplit(pinned, settingsFor(hubEnv(home, hub), modelscope))
  expect(split.provenance.revision).toBe(commit)
  expect((await readdir(snapshots)).sort()).toEqual([commit, 'master'].sort())
})

describe('without an answer', () => {
  test('the cache is enough, and what is not in it is told', async () => {
    const hub = await hubFor(dotted)
    const home = await temporaryHome()
    const env = hubEnv(home, hub)
    const { provenance } = await openSplit(request, settingsFor(env, modelscope))
    hub.faults.dead = true
    const split = await openSplit(request, settingsFor(env, modelscope), recordedTiming())
    expect(await rowsOf(split)).toEqual(everyNumber)
    expect(split.provenance).toEqual(provenance)
    expect(split.notes).toEqual([`ModelScope (${hub.url}) is out of reach: the connection was cut. The copy in the cache was used.`])
    expect((await refusal(openSplit({ ...hard, address: request.address }, settingsFor(env, modelscope), recordedTiming())))[0]).toBe(
      `our/sums-2.0 on ModelScope has no files for subset "hard", split "test".`,
    )
    await cp(
      join(home, '.cache/modelscope/hub', older, 'README.md'),
      join(home, '.cache/modelscope/hub', older, 'easy/test-00000-of-00001.parquet'),
    )
    expect((await refusal(openSplit(request, settingsFor(env, modelscope), recordedTiming())))[0]).toMatch(
      /parquet of our\/sums-2\.0 is damaged, and ModelScope is out of reach\.$/,
    )
  })

  test('a mirror that is not ModelScope', async () => {
    const hub = await hubFor(dotted)
    hub.faults.statuses.push({ path: /api/, status: 200 })
    const [message, hint] = await refusal(openSplit(request, settingsFor(hubEnv(await temporaryHome(), hub), modelscope)))
    expect(message).toBe(`${hub.url}/ does not answer as ModelScope does.`)
    expect(hint).toMatch(/^Check MODELSCOPE_ENDPOINT/)
  })
})

describe('errors inside HTTP 200', () => {
  test('a set that is not there, or private', async () => {
    const hub = await hubFor({ ...dotted, private: true })
    expect(await refusal(openSplit(request, settingsFor(hubEnv(await temporaryHome(), hub), modelscope)))).toEqual([
      'The data set our/sums-2.0 (revision master) is not on ModelScope, or it is private.',
      `See ${hub.url}/datasets/our/sums-2.0; for a private one set MODELSCOPE_API_TOKEN.`,
    ])
  })

  test('a file that went away after it was listed', async () => {
    const hub = await hubFor(dotted)
    hub.faults.statuses.push({ path: /FilePath=easy/, status: 200, json: { Code: 404, Message: 'file not found', Success: false } })
    expect((await refusal(openSplit(request, settingsFor(hubEnv(await temporaryHome(), hub), modelscope))))[0]).toBe(
      'The data set our/sums-2.0 has no file easy/test-00000-of-00001.parquet on ModelScope, or it is private.',
    )
  })

  test('one that may be read with a token only', async () => {
    const hub = await hubFor({ ...dotted, gated: true })
    const [message, hint] = await refusal(openSplit(request, settingsFor(hubEnv(await temporaryHome(), hub), modelscope)))
    expect(message).toBe('The data set our/sums-2.0 may be read on ModelScope only with a token.')
    expect(hint).toBe(
      `Ask for access at ${hub.url}/datasets/our/sums-2.0, then set MODELSCOPE_API_TOKEN to a token from ${hub.url}/my/myaccesstoken.`,
    )
  })
})
