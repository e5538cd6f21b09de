import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { locateTokenizer } from '../../src/data/locate-tokenizer.js'
import { findTokenizerFolder } from '../../src/data/model-cache.js'
import { hubEnv, hubFor, recordedTiming, refusal, settingsFor, temporaryHome } from './data-settings.js'

const json = readFileSync(
  'fixtures/hf-home/hub/models--Qwen--Qwen3-Next-80B-A3B-Instruct/snapshots/5e1f2a90c7d34b68a1e0f9d2c3b4a5968778695a/tokenizer.json',
)

const model = {
  kind: 'model' as const,
  id: 'our/Small-1.5',
  files: {
    'tokenizer.json': json,
    'tokenizer_config.json': '{}',
    'chat_template.jinja': '{{ messages }}',
    'model.bin': 'weights',
    'config.json': '{}',
  },
}

test.each([
  ['huggingface', /models--our--Small-1\.5\/snapshots\/[0-9a-f]{40}$/],
  ['modelscope', /modelscope\/hub\/models\/our\/Small-1___5$/],
] as const)('a tokenizer that is on no disk comes from %s, without the weights, and is found from then on', async (hub, place) => {
  const server = await hubFor({ ...model, hubs: [hub] })
  const env = hubEnv(await temporaryHome(), server)
  const folder = await locateTokenizer(model.id, settingsFor(env), recordedTiming())
  expect(folder).toMatch(place)
  expect((await readdir(folder)).filter(name => !name.startsWith('.')).sort()).toEqual([
    'chat_template.jinja',
    'tokenizer.json',
    'tokenizer_config.json',
  ])
  expect(findTokenizerFolder(model.id, env, '/')).toBe(folder)
  await server.close()
  expect(await locateTokenizer(model.id, settingsFor(env))).toBe(folder)
})

test('a model without one, a model that nobody has, and a path that leads nowhere', async () => {
  const server = await hubFor({ ...model, files: { 'tokenizer.model': 'pieces' } })
  const env = hubEnv(await temporaryHome(), server)
  const locate = (name: string) => refusal(locateTokenizer(name, settingsFor(env), recordedTiming()))
  expect((await locate(model.id))[0]).toBe('The model our/Small-1.5 has no tokenizer.json.')
  expect(await locate('our/nothing')).toEqual([
    'The model our/nothing is not on Hugging Face, or it is private.',
    'Check its name; for a private one set HF_TOKEN. The other hub: The model our/nothing (revision master) is not on ModelScope, or it is private.',
  ])
  const asked = server.requests.length
  expect((await locate('./no/such/folder'))[0]).toMatch(/^No tokenizer "\.\/no\/such\/folder" was found on this machine/)
  expect(server.requests.length).toBe(asked)
})
