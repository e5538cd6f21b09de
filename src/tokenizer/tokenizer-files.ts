import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../lib/errors.js'

/** What a model's folder says about its tokenizer. */
export interface TokenizerFiles {
  name: string
  /** Of tokenizer.json, for messages. */
  path: string
  /** tokenizer.json, parsed, its inner structure unchecked. */
  json: Record<string, unknown>
  config: TokenizerConfig
  /** Jinja source of the chat template. */
  template: string | null
}

export type TokenizerConfig = z.infer<typeof configSchema>

const tokenSchema = z.union([z.string(), z.looseObject({ content: z.string() }).transform(token => token.content)]).nullish()
const templateSchema = z.union([z.string(), z.array(z.looseObject({ name: z.string(), template: z.string() }))]).nullish()
const configSchema = z.looseObject({
  bos_token: tokenSchema,
  eos_token: tokenSchema,
  unk_token: tokenSchema,
  pad_token: tokenSchema,
  chat_template: templateSchema,
})
const jsonObject = z.record(z.string(), z.unknown())

/**
 * Reads tokenizer.json and, where they exist beside it, tokenizer_config.json, chat_template.jinja and chat_template.json.
 * @param location the folder, or tokenizer.json itself.
 * @throws UserError
 */
export async function readTokenizerFiles(location: string): Promise<TokenizerFiles> {
  const found = await stat(location).catch(() => null)
  if (!found)
    throw new UserError(`There is no tokenizer at ${location}.`, 'Give a folder with tokenizer.json, that file, or tiktoken:o200k_base.')
  const path = found.isDirectory() ? join(location, 'tokenizer.json') : location
  const folder = dirname(path)
  const text = await readIfThere(path)
  if (text === null) throw await withoutTokenizerJson(folder)
  const json = parse(path, text, jsonObject)
  const config = await readJson(join(folder, 'tokenizer_config.json'), configSchema)
  return { name: nameOf(folder), path, json, config: config ?? {}, template: await readTemplate(folder, config ?? {}) }
}

// The same precedence as in Python's transformers: the file of its own before the configuration.
async function readTemplate(folder: string, config: TokenizerConfig): Promise<string | null> {
  const jinja = await readIfThere(join(folder, 'chat_template.jinja'))
  if (jinja !== null) return jinja
  const own = await readJson(join(folder, 'chat_template.json'), z.looseObject({ chat_template: templateSchema }))
  const template = own?.chat_template ?? config.chat_template
  if (!Array.isArray(template)) return template ?? null
  return (template.find(one => one.name === 'default') ?? template[0])?.template ?? null
}

async function readJson<Value>(path: string, schema: z.ZodType<Value>): Promise<Value | null> {
  const text = await readIfThere(path)
  return text === null ? null : parse(path, text, schema)
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT' || code === 'ENOTDIR') return null
    throw new UserError(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'Check the path and its permissions.',
    )
  }
}

function parse<Value>(path: string, text: string, schema: z.ZodType<Value>): Value {
  if (text.startsWith('version https://git-lfs')) {
    throw new UserError(
      `${path} is a Git LFS pointer, not the file itself.`,
      'Run `git lfs pull` in that repository, or download the file again.',
    )
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    throw new UserError(`${path} is not what it should be: ${reasonOf(error)}.`, 'If the file may be cut short, download it again.')
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ')
  return error instanceof Error ? error.message : String(error)
}

async function withoutTokenizerJson(folder: string): Promise<UserError> {
  const pieces = await stat(join(folder, 'tokenizer.model')).catch(() => null)
  return new UserError(
    `${folder} has no tokenizer.json.`,
    pieces
      ? "It has a SentencePiece tokenizer.model only: save it with Python's AutoTokenizer.from_pretrained(…).save_pretrained(…), which writes tokenizer.json."
      : 'Give the folder that holds the tokenizer.json of the model.',
  )
}

// In a hub cache the folder is named after a commit; the model's name stands two levels above.
function nameOf(folder: string): string {
  const [, repository] = /models--([^/\\]+)[/\\]snapshots[/\\][^/\\]+[/\\]?$/.exec(folder) ?? []
  return repository?.replaceAll('--', '/') ?? basename(folder)
}
