import { mkdir, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openSplit } from '../../src/data/open-split.js'
import { goodToken } from '../support/hub-server.js'
import { hubEnv, hubFor, recordedTiming, refusal, rowsOf, settingsFor, temporaryHome } from './data-settings.js'
import { easy, everyNumber, hard, sums } from './hub-sets.js'

const onlyHere = { ...easy, address: { huggingface: sums.id } }
const cacheOf = (home: string): string => join(home, '.cache/huggingface/hub/datasets--our--sums')

describe('downloading', () => {
  test('a split comes from large-file storage, pinned to a commit, with its bytes on record', async () => {
    const hub = await hubFor(sums)
    const home = await temporaryHome()
    const progress: number[] = []
    const settings = settingsFor(hubEnv(home, hub), { onProgress: ({ receivedBytes }) => void progress.push(receivedBytes) })
    const split = await openSplit(easy, settings)
    expect(await rowsOf(split)).toEqual(everyNumber)
    expect(split.notes).toEqual([])
    const [file] = split.provenance.files
    expect(split.provenance).toMatchObject({ hub: 'huggingface', id: 'our/sums', revision: 'main', commit: hub.commit('our/sums') })
    expect(file).toMatchObject({ name: 'easy/test-00000-of-00001.parquet', bytes: 5097 })
    expect(hub.requests.some(({ path }) => path.endsWith(`/${file?.sha256}?signature=abc`))).toBe(true)
    expect(progress.at(-1)).toBe(5097)
  })

  test('the cache has the layout of the hub own clients', async () => {
    const hub = await hubFor(sums)
    const home = await temporaryHome()
    const { provenance } = await openSplit(easy, settingsFor(hubEnv(home, hub)))
    const cache = cacheOf(home)
    const commit = hub.commit('our/sums')
    expect(await readFile(join(cache, 'refs/main'), 'utf8')).toBe(commit)
    const place = join(cache, 'snapshots', commit, 'easy/test-00000-of-00001.parquet')
    expect(await readlink(place)).toBe(`../../../blobs/${provenance.files[0]?.sha256}`)
    expect(await readlink(join(cache, 'snapshots', commit, 'README.md'))).toMatch(/^\.\.\/\.\.\/blobs\/[0-9a-f]{40}$/)
    expect(await readFile(join(cache, '../CACHEDIR.TAG'), 'utf8')).toMatch(/^Signature: 8a477f597d28d172789f06886806bc55/)
    const left = await readdir(join(home, '.cache'), { recursive: true })
    expect(left.filter(name => /incomplete|\.lock$|\.tmp$/.test(name))).toEqual([])
    expect(JSON.parse(await readFile(join(cache, `trees/${commit}.json`), 'utf8'))).toMatchObject({
      format_version: 1,
      files: { 'easy/test-00000-of-00001.parquet': { size: 5097, lfs_sha256: provenance.files[0]?.sha256, lfs_size: 5097 } },
    })
  })

  test('a second run asks only which commit it is; a pinned commit asks nothing', async () => {
    const hub = await hubFor(sums)
    const env = hubEnv(await temporaryHome(), hub)
    await openSplit(easy, settingsFor(env))
    hub.requests.length = 0
    await openSplit(easy, settingsFor(env))
    expect(hub.requests.map(({ path }) => path)).toEqual(['/api/datasets/our/sums/revision/main'])
    const pinned = { ...easy, address: { huggingface: sums.id, revision: hub.commit('our/sums') } }
    hub.requests.length = 0
    expect(await rowsOf(await openSplit(pinned, settingsFor(env)))).toEqual(everyNumber)
    expect(hub.requests).toEqual([])
  })

  test('all splits of a run are of one commit, though the hub moves on; the next run sees the new one', async () => {
    const hub = await hubFor(sums)
    const env = hubEnv(await temporaryHome(), hub)
    const settings = settingsFor(env)
    const first = await openSplit(easy, settings)
    hub.push('our/sums', { ...sums.files, 'hard/test.jsonl': '{"question": "changed", "answer": ""}\n' })
    expect(hub.commit('our/sums')).not.toBe(first.provenance.commit)
    await expect(openSplit({ ...hard, address: onlyHere.address }, settings)).rejects.toThrow('has no revision')
    const next = await openSplit(hard, settingsFor(env))
    expect([next.provenance.commit, (await rowsOf(next))[0]?.question]).toEqual([hub.commit('our/sums'), 'changed'])
  })

  test('listings of many pages, weak etags, names with spaces and signs', async () => {
    const hub = await hubFor({ ...sums, files: { ...sums.files, 'ä b/test-é+1.jsonl': '{"n": 1}\n' } })
    Object.assign(hub.faults, { pageSize: 2, weakEtags: true })
    const split = await openSplit({ ...onlyHere, subset: 'ä b', columns: null }, settingsFor(hubEnv(await temporaryHome(), hub)))
    expect(await rowsOf(split)).toEqual([{ n: 1 }])
    expect(hub.requests.filter(({ path }) => path.includes('/tree/')).length).toBeGreaterThan(2)
  })

  test('a repository that moved is followed by relative redirects', async () => {
    const hub = await hubFor({ ...sums, formerly: ['old/sums'] })
    const request = { ...easy, address: { huggingface: 'old/sums' } }
    expect(await rowsOf(await openSplit(request, settingsFor(hubEnv(await temporaryHome(), hub))))).toEqual(everyNumber)
    expect(hub.requests.filter(({ status }) => status === 307).length).toBeGreaterThan(2)
  })

  test('what has no files of its own is read as the hub converted it', async () => {
    const { 'easy/test-00000-of-00001.parquet': parquet = '' } = sums.files
    const hub = await hubFor({ id: sums.id, files: { 'sums.py': 'load()' }, converted: { 'easy/test/0000.parquet': parquet } })
    const split = await openSplit(onlyHere, settingsFor(hubEnv(await temporaryHome(), hub)))
    expect(await rowsOf(split)).toEqual(everyNumber)
    expect(split.provenance.revision).toBe('refs/convert/parquet')
    expect(split.notes).toEqual(['our/sums was read as converted by Hugging Face (refs/convert/parquet).'])
  })

  test('a hub under a path, as mirrors are, and a cache elsewhere', async () => {
    const hub = await hubFor(sums)
    const home = await temporaryHome()
    await openSplit(hard, settingsFor({ ...hubEnv(home, hub), HF_ENDPOINT: `${hub.url}/`, HF_HUB_CACHE: '~/elsewhere' }))
    expect(await readdir(join(home, 'elsewhere'))).toContain('datasets--our--sums')
    await openSplit(hard, settingsFor({ ...hubEnv(home, hub), XDG_CACHE_HOME: join(home, 'xdg') }))
    expect(await readdir(join(home, 'xdg/huggingface/hub'))).toContain('datasets--our--sums')
  })
})

describe('tokens', () => {
  const gated = { ...sums, gated: true }

  test.each([
    ['HF_TOKEN', {}],
    ['HUGGING_FACE_HUB_TOKEN', {}],
    ['token file', {}],
  ])('%s opens a gated set, and never reaches the file server', async name => {
    const hub = await hubFor(gated)
    const home = await temporaryHome()
    const env: NodeJS.ProcessEnv = hubEnv(home, hub)
    if (name === 'token file') {
      await mkdir(join(home, '.cache/huggingface'), { recursive: true })
      await writeFile(join(home, '.cache/huggingface/token'), `${goodToken}\n`)
    } else env[name] = ` ${goodToken}\n`
    expect(await rowsOf(await openSplit(easy, settingsFor(env)))).toEqual(everyNumber)
    const cdn = hub.requests.filter(({ server }) => server === 'cdn')
    expect(cdn.map(({ status, headers }) => [status, headers.authorization])).toEqual([[200, undefined]])
    expect(
      hub.requests.filter(({ server }) => server === 'hub').every(({ headers }) => headers.authorization === `Bearer ${goodToken}`),
    ).toBe(true)
  })

  test('without one, the words say what to do', async () => {
    const hub = await hubFor(gated)
    const [message, hint] = await refusal(openSplit(onlyHere, settingsFor(hubEnv(await temporaryHome(), hub)), recordedTiming()))
    expect(message).toBe('The data set our/sums is gated on Hugging Face, and there is no token.')
    expect(hint).toBe(`Accept its terms at ${hub.url}/datasets/our/sums, then set HF_TOKEN to a token of that account.`)
  })

  test('with one that may not, they say that', async () => {
    const hub = await hubFor(gated)
    const env = { ...hubEnv(await temporaryHome(), hub), HF_TOKEN: 'hf_other' }
    const [message, hint] = await refusal(openSplit(onlyHere, settingsFor(env), recordedTiming()))
    expect(message).toBe('The data set our/sums is gated on Hugging Face, and the token may not read it.')
    expect(hint).toMatch(/^Accept its terms at .* with the account of the token/)
    const off = { ...env, HF_TOKEN: goodToken, HF_HUB_DISABLE_IMPLICIT_TOKEN: '1' }
    expect((await refusal(openSplit(onlyHere, settingsFor(off), recordedTiming())))[0]).toMatch(/there is no token/)
  })

  test('what is private or unknown is told as both', async () => {
    const hub = await hubFor({ ...sums, private: true })
    const home = await temporaryHome()
    expect(await refusal(openSplit(onlyHere, settingsFor(hubEnv(home, hub)), recordedTiming()))).toEqual([
      'The data set our/sums is not on Hugging Face, or it is private.',
      'Check its name; for a private one set HF_TOKEN.',
    ])
    const unknown = { ...easy, address: { huggingface: 'our/nothing' } }
    expect((await refusal(openSplit(unknown, settingsFor({ ...hubEnv(home, hub), HF_TOKEN: 'x' }))))[0]).toMatch(
      /^The data set our\/nothing is not on Hugging Face/,
    )
    const revision = { ...easy, address: { huggingface: 'our/sums', revision: 'v9' } }
    expect((await refusal(openSplit(revision, settingsFor({ ...hubEnv(home, hub), HF_TOKEN: goodToken }))))[0]).toBe(
      'The data set our/sums has no revision "v9" on Hugging Face.',
    )
  })

  test('a missing split is told with those that are there', async () => {
    const hub = await hubFor(sums)
    const request = { ...onlyHere, subset: 'none' }
    expect(await refusal(openSplit(request, settingsFor(hubEnv(await temporaryHome(), hub))))).toEqual([
      'our/sums on Hugging Face has no files for subset "none", split "test".',
      'There are: easy (test).',
    ])
  })
})

describe('offline', () => {
  test('the cache is enough, with HF_HUB_OFFLINE or without an answer; a hub that is away is noted', async () => {
    const hub = await hubFor(sums)
    const home = await temporaryHome()
    const env = hubEnv(home, hub)
    const { provenance } = await openSplit(easy, settingsFor(env))
    hub.faults.dead = true
    const away = await openSplit(onlyHere, settingsFor(env), recordedTiming())
    expect(await rowsOf(away)).toEqual(everyNumber)
    expect(away.provenance).toEqual(provenance)
    expect(away.notes).toEqual([
      `Hugging Face (${hub.url}) is out of reach: the connection was cut. The copy in the cache was used (commit ${provenance.commit}).`,
    ])
    const offline = await openSplit(easy, settingsFor({ ...env, HF_HUB_OFFLINE: 'on' }))
    expect([await rowsOf(offline), offline.notes]).toEqual([everyNumber, []])
  })

  test('a head that comes too late is no answer: the cache is used at once', async () => {
    const hub = await hubFor(sums)
    const env = { ...hubEnv(await temporaryHome(), hub), HF_HUB_ETAG_TIMEOUT: '0.2' }
    await openSplit(easy, settingsFor(env))
    hub.faults.statuses.push({ path: /revision/, status: 503 })
    const timing = recordedTiming()
    const split = await openSplit(easy, settingsFor(env), timing)
    expect(split.notes[0]).toMatch(/answers with an error \(HTTP 503\)\. The copy in the cache was used/)
    expect(timing.slept).toEqual([])
    hub.push('our/sums', { ...sums.files, 'hard/test.jsonl': '{"question": "new", "answer": ""}\n' })
    hub.faults.headDelayMs = 3000
    const [message] = await refusal(openSplit({ ...hard, address: onlyHere.address }, settingsFor(env), recordedTiming()))
    expect(message).toBe(`The data set our/sums cannot be fetched: Hugging Face (${hub.url}) is out of reach: it did not answer in time.`)
  })

  test('without a cache, or with a part of it, the words say so', async () => {
    const hub = await hubFor(sums)
    const home = await temporaryHome()
    const env = { ...hubEnv(home, hub), HF_HUB_OFFLINE: '1' }
    const [message, hint] = await refusal(openSplit(onlyHere, settingsFor(env)))
    expect(message).toBe(
      `our/sums is not in the cache of Hugging Face (${join(home, '.cache/huggingface/hub')}), and the hub may not be asked.`,
    )
    expect(hint).toMatch(/^Fetch it once without HF_HUB_OFFLINE: evalscope-ts download, or hf download our\/sums --repo-type dataset\.$/)
    await openSplit(easy, settingsFor(hubEnv(home, hub)))
    expect((await refusal(openSplit({ ...hard, address: onlyHere.address }, settingsFor(env))))[0]).toBe(
      'In the cache hard/test.jsonl of our/sums is missing, and the hub may not be asked.',
    )
  })

  test('a damaged file in the cache is told offline, and fetched again online', async () => {
    const hub = await hubFor(sums)
    const home = await temporaryHome()
    const env = hubEnv(home, hub)
    const { provenance } = await openSplit(easy, settingsFor(env))
    const blob = join(cacheOf(home), 'blobs', provenance.files[0]?.sha256 ?? '')
    await writeFile(blob, 'damaged')
    expect((await refusal(openSplit(onlyHere, settingsFor({ ...env, HF_HUB_OFFLINE: '1' }))))[0]).toMatch(
      /is damaged, and the hub may not be asked/,
    )
    expect(await rowsOf(await openSplit(easy, settingsFor(env)))).toEqual(everyNumber)
    expect((await stat(blob)).size).toBe(5097)
  })

  test('a cache without the newer listing is read by its names', async () => {
    const hub = await hubFor(sums)
    const home = await temporaryHome()
    await openSplit(easy, settingsFor(hubEnv(home, hub)))
    await rm(join(cacheOf(home), 'trees'), { recursive: true })
    expect(await rowsOf(await openSplit(easy, settingsFor({ HOME: home, HF_HUB_OFFLINE: '1' })))).toEqual(everyNumber)
  })
})

describe('answers that are none', () => {
  test('a listing that is not the hub own, and paths that lead out of the cache', async () => {
    const hub = await hubFor({ id: 'our/sums', files: { '../../evil.jsonl': '{}' } })
    expect((await refusal(openSplit(onlyHere, settingsFor(hubEnv(await temporaryHome(), hub)))))[0]).toBe(
      'The hub names a file "../../evil.jsonl", which would lead out of the cache.',
    )
    hub.faults.statuses.push({ path: /revision/, status: 200 })
    const [message, hint] = await refusal(openSplit(onlyHere, settingsFor(hubEnv(await temporaryHome(), hub))))
    expect(message).toMatch(/does not answer as Hugging Face does\.$/)
    expect(hint).toMatch(/^Check HF_ENDPOINT/)
  })

  test('HF_ENDPOINT that is no address', async () => {
    const env = { HOME: await temporaryHome(), HF_ENDPOINT: 'http://' }
    expect((await refusal(openSplit(onlyHere, settingsFor(env))))[0]).toBe('HF_ENDPOINT is no web address: http://')
  })
})
