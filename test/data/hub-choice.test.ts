import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fetchHubFile } from '../../src/data/fetch-hub-file.js'
import { openSplit } from '../../src/data/open-split.js'
import { prefetch } from '../../src/data/prefetch.js'
import { hubEnv, hubFor, recordedTiming, refusal, rowsOf, settingsFor, temporaryHome } from './data-settings.js'
import { easy, everyNumber, hard, sums } from './hub-sets.js'

const onHuggingFace = { ...sums, id: 'hf/sums', hubs: ['huggingface' as const] }
const onModelScope = { ...sums, id: 'ms/sums', hubs: ['modelscope' as const] }
const both = { ...easy, address: { huggingface: 'hf/sums', modelscope: 'ms/sums' } }

test.each([
  ['huggingface', 'hf/sums'],
  ['modelscope', 'ms/sums'],
] as const)('%s is asked first, and alone, under its own id', async (hub, id) => {
  const server = await hubFor(onHuggingFace, onModelScope)
  const split = await openSplit(both, settingsFor(hubEnv(await temporaryHome(), server), { hub }))
  expect(split.provenance).toMatchObject({ hub, id })
  expect(split.notes).toEqual([])
  expect(server.requests.filter(({ path }) => path.includes(id === 'hf/sums' ? 'ms/sums' : 'hf/sums'))).toEqual([])
})

test('the other one stands in where the first lacks the set, and a note says so', async () => {
  const server = await hubFor(onModelScope)
  const split = await openSplit(both, settingsFor(hubEnv(await temporaryHome(), server)), recordedTiming())
  expect(await rowsOf(split)).toEqual(everyNumber)
  expect(split.provenance.hub).toBe('modelscope')
  expect(split.notes).toEqual(['ms/sums was read from ModelScope. The data set hf/sums is not on Hugging Face, or it is private.'])
})

test('the other one stands in where the first is out of reach; nobody waits for it twice', async () => {
  const [server, away] = [await hubFor(onHuggingFace), await hubFor()]
  away.faults.dead = true
  const timing = recordedTiming()
  const settings = settingsFor({ ...hubEnv(await temporaryHome(), server), MODELSCOPE_ENDPOINT: away.url }, { hub: 'modelscope' })
  const split = await openSplit(both, settings, timing)
  expect(split.notes).toEqual([`hf/sums was read from Hugging Face. ModelScope (${away.url}) is out of reach: the connection was cut.`])
  const waited = timing.slept.length
  expect((await openSplit({ ...hard, address: both.address }, settings, timing)).provenance.hub).toBe('huggingface')
  expect(timing.slept.length).toBe(waited)
})

test('a set on one hub only is read there, whatever was preferred', async () => {
  const server = await hubFor(onModelScope)
  const split = await openSplit({ ...both, address: { modelscope: 'ms/sums' } }, settingsFor(hubEnv(await temporaryHome(), server)))
  expect(split.notes).toEqual(['ms/sums was read from ModelScope. It is not published on Hugging Face.'])
})

test('both in vain: what each of them said', async () => {
  const server = await hubFor()
  expect(await refusal(openSplit(both, settingsFor(hubEnv(await temporaryHome(), server)), recordedTiming()))).toEqual([
    'The data set hf/sums is not on Hugging Face, or it is private.',
    'Check its name; for a private one set HF_TOKEN. The other hub: The data set ms/sums (revision master) is not on ModelScope, or it is private.',
  ])
})

test('a gated set is not quietly read elsewhere: the user is told both ways', async () => {
  const server = await hubFor({ ...onHuggingFace, gated: true }, onModelScope)
  const [message, hint] = await refusal(openSplit(both, settingsFor(hubEnv(await temporaryHome(), server))))
  expect(message).toBe('The data set hf/sums is gated on Hugging Face, and there is no token.')
  expect(hint).toMatch(/then set HF_TOKEN to a token of that account\. Or take it from ModelScope \(--dataset-hub modelscope\)\.$/)
})

test('an id of the user own takes the place of the benchmark one, on the chosen hub alone', async () => {
  const server = await hubFor(onHuggingFace, { ...onModelScope, id: 'mine/sums' })
  const env = hubEnv(await temporaryHome(), server)
  expect((await openSplit(both, settingsFor(env, { hub: 'modelscope', datasetId: 'mine/sums' }))).provenance.id).toBe('mine/sums')
  expect((await refusal(openSplit(both, settingsFor(env, { datasetId: 'mine/sums' }), recordedTiming())))[0]).toMatch(
    /^The data set mine\/sums is not on Hugging Face/,
  )
})

test('prefetching goes on after a failure, and afterwards no network is needed', async () => {
  const server = await hubFor(sums)
  const env = hubEnv(await temporaryHome(), server)
  const missing = { ...easy, address: { huggingface: 'our/nothing' } }
  const done = await prefetch([easy, missing, hard], settingsFor(env), recordedTiming())
  expect(done.map(one => ('error' in one ? one.error.message : one.opened.provenance.files.map(({ name }) => name)))).toEqual([
    ['easy/test-00000-of-00001.parquet'],
    'The data set our/nothing is not on Hugging Face, or it is private.',
    ['hard/test.jsonl'],
  ])
  await server.close()
  const offline = settingsFor({ ...env, HF_HUB_OFFLINE: '1' })
  expect(await rowsOf(await openSplit(hard, offline))).toEqual([{ question: '12 * 12?', answer: '144' }])
  expect(await rowsOf(await openSplit(easy, offline))).toEqual(everyNumber)
})

test('one file of a repository, by its name or as the only one', async () => {
  const server = await hubFor(sums, { id: 'our/one', files: { 'only.json': '[]', 'README.md': '' } })
  const home = await temporaryHome()
  const settings = settingsFor(hubEnv(home, server))
  expect((await fetchHubFile({ huggingface: 'our/sums' }, 'hard/test.jsonl', settings)).path).toMatch(
    /snapshots\/[0-9a-f]{40}\/hard\/test\.jsonl$/,
  )
  expect((await fetchHubFile({ modelscope: 'our/one' }, null, settings)).path).toMatch(/datasets\/our\/one\/only\.json$/)
  expect((await refusal(fetchHubFile({ huggingface: 'our/sums' }, null, settings)))[0]).toBe(
    'our/sums has 3 data files, where one was expected.',
  )
  const marked = join(home, '.cache/huggingface/hub/datasets--our--sums/.no_exist', server.commit('our/sums'), 'none.json')
  await expect(stat(marked)).rejects.toThrow('ENOENT')
  expect((await refusal(fetchHubFile({ huggingface: 'our/sums' }, 'none.json', settings)))[0]).toBe(
    'The data set our/sums has no file none.json on Hugging Face.',
  )
  // As Hugging Face's clients do: offline they know from it that there is no such file.
  expect((await stat(marked)).size).toBe(0)
})
