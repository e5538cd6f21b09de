import { existsSync, readdirSync, readFileSync, type Stats, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { UserError } from '../lib/errors.js'

/**
 * Where the tokenizer of a model is on this machine: a local path, else the folder of a hub id in the caches of Hugging Face and
 * ModelScope. `tiktoken:…` and OpenAI model names are given back as they are.
 * @throws UserError that names every place looked at.
 */
export function findTokenizerFolder(idOrPath: string, env: NodeJS.ProcessEnv, cwd: string): string {
  if (idOrPath.startsWith('tiktoken:')) return idOrPath
  const local = resolve(cwd, withHome(idOrPath, env))
  if (hasTokenizer(local) || isFile(local)) return local
  const places = hubId.test(idOrPath) ? [...huggingFacePlaces(idOrPath, env, cwd), ...modelScopePlaces(idOrPath, env, cwd)] : []
  for (const place of places) {
    const folder = tokenizerIn(place)
    if (folder !== null) return folder
  }
  if (existsSync(local)) return local
  if (openaiModel.test(idOrPath)) return idOrPath
  throw notFound(idOrPath, local, places)
}

const hubId = /^\w[\w.-]*(\/\w[\w.-]*)?$/
const openaiModel = /^(ft:)?(gpt-?\d|gpt-oss|chatgpt-|o\d(-|$)|text-|code-|davinci|babbage|curie|ada)[^/]*$/

function huggingFacePlaces(id: string, env: NodeJS.ProcessEnv, cwd: string): string[] {
  const home = (folder: string | undefined, ...below: string[]) => (folder ? [join(resolve(cwd, withHome(folder, env)), ...below)] : [])
  const roots = [
    ...home(env.HF_HUB_CACHE),
    ...home(env.HUGGINGFACE_HUB_CACHE),
    ...home(env.HF_HOME, 'hub'),
    ...home(env.XDG_CACHE_HOME, 'huggingface', 'hub'),
    join(homeOf(env), '.cache', 'huggingface', 'hub'),
  ]
  return unique(roots).map(root => join(root, `models--${id.replaceAll('/', '--')}`))
}

// The client writes dots of a name as three underscores and has moved its folders over the years.
function modelScopePlaces(id: string, env: NodeJS.ProcessEnv, cwd: string): string[] {
  const own = env.MODELSCOPE_CACHE ? [resolve(cwd, withHome(env.MODELSCOPE_CACHE, env))] : []
  const roots = [...own, join(homeOf(env), '.cache', 'modelscope')]
  const [name = id, owner] = id.split('/').reverse()
  const names = unique([name.replaceAll('.', '___'), name]).map(spelled => (owner === undefined ? spelled : join(owner, spelled)))
  const folders = roots.flatMap(root => [join(root, 'models'), root, join(root, 'hub', 'models'), join(root, 'hub')])
  return unique(folders).flatMap(folder => names.map(spelled => join(folder, spelled)))
}

/** The place itself, or the snapshot of a Hugging Face repository that refs/main names, else its newest one. */
function tokenizerIn(place: string): string | null {
  if (hasTokenizer(place)) return place
  const main = join(place, 'refs', 'main')
  const current = isFile(main) ? join(place, 'snapshots', readFileSync(main, 'utf8').trim()) : null
  if (current !== null && hasTokenizer(current)) return current
  return newestFirst(join(place, 'snapshots')).find(hasTokenizer) ?? null
}

function newestFirst(snapshots: string): string[] {
  if (!statOf(snapshots)?.isDirectory()) return []
  const folders = readdirSync(snapshots).map(name => join(snapshots, name))
  const dated = folders.map(folder => ({ folder, time: statOf(folder)?.mtimeMs ?? 0 }))
  return dated.sort((a, b) => b.time - a.time).map(({ folder }) => folder)
}

function notFound(idOrPath: string, local: string, places: string[]): UserError {
  const incomplete = places.filter(place => existsSync(place))
  const found = incomplete.length === 0 ? '' : ` (there, but without tokenizer.json: ${incomplete.join(', ')})`
  return new UserError(
    `No tokenizer "${idOrPath}" was found on this machine${found}.`,
    `Looked for ${[local, ...places].join(', ')}. ` +
      `Give a folder with tokenizer.json, an encoding (tiktoken:o200k_base), or fetch the model's tokenizer first${places.length === 0 ? '' : ` (hf download ${idOrPath} tokenizer.json tokenizer_config.json)`}.`,
  )
}

const hasTokenizer = (folder: string): boolean => isFile(join(folder, 'tokenizer.json'))
const isFile = (path: string): boolean => statOf(path)?.isFile() ?? false
const unique = (values: string[]): string[] => [...new Set(values)]
const homeOf = (env: NodeJS.ProcessEnv): string => env.HOME ?? env.USERPROFILE ?? homedir()
const withHome = (path: string, env: NodeJS.ProcessEnv): string => path.replace(/^~(?=$|[/\\])/, homeOf(env))

// A path that leads through a file, or that may not be read, is as good as absent: the search goes on, and the message names it.
function statOf(path: string): Stats | null {
  try {
    return statSync(path)
  } catch {
    return null
  }
}
