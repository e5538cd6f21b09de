import { dirname } from 'node:path'
import { UserError } from '../lib/errors.js'
import { fromHubs } from './hub/from-hubs.js'
import { HubError } from './hub/hub-error.js'
import { inParallel } from './hub/in-parallel.js'
import { systemTiming, type Timing } from './hub/timing.js'
import type { Repository } from './hub/types.js'
import { findTokenizerFolder } from './model-cache.js'
import type { DataSettings } from './types.js'

/**
 * Where a tokenizer is on this machine: see findTokenizerFolder; what is in no cache and looks like `owner/name` is downloaded.
 * @throws UserError
 */
export async function locateTokenizer(idOrPath: string, settings: DataSettings, timing: Timing = systemTiming): Promise<string> {
  try {
    return findTokenizerFolder(idOrPath, settings.env, settings.cwd)
  } catch (error) {
    if (!(error instanceof UserError) || !isRepository(idOrPath)) throw error
    return downloadTokenizer(idOrPath, settings, timing)
  }
}

/**
 * Fetches a model's tokenizer (no weights) into the cache of the hub it came from, and gives its folder there.
 * @throws HubError
 */
export async function downloadTokenizer(id: string, settings: DataSettings, timing: Timing = systemTiming): Promise<string> {
  const address = { huggingface: id, modelscope: id }
  const { value } = await fromHubs({ kind: 'model', address, settings: { ...settings, datasetId: null }, timing }, fetchTokenizer)
  return value
}

/** A name alone is more often a folder's name with a slip in it. */
const isRepository = (text: string): boolean => /^\w[\w.-]*\/\w[\w.-]*$/.test(text)

const wanted = [
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'chat_template.jinja',
  'chat_template.json',
]

async function fetchTokenizer(repository: Repository): Promise<string> {
  const names = wanted.filter(name => repository.files.includes(name))
  if (names[0] !== 'tokenizer.json')
    throw new HubError(
      'missing',
      `The model ${repository.id} has no tokenizer.json.`,
      "Save its tokenizer with Python's AutoTokenizer.from_pretrained(…).save_pretrained(…), and give that folder.",
    )
  const [first] = await inParallel(names, 4, name => repository.fetch(name))
  return dirname(first?.path ?? '')
}
