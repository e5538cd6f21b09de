import type { FlagSpec } from './flag-spec.js'
import { type ReadValue, readJson, readValue } from './read-value.js'
import type { Layer } from './settings.js'

/**
 * What environment variables say about the options. An empty variable counts as not set. A list is parted at commas and spaces where it
 * holds numbers or choices; free text is one item; a JSON array or object is read as such. A map has one `name=value` a line.
 */
export function environmentLayer(env: Readonly<NodeJS.ProcessEnv>, flags: readonly FlagSpec[], cwd: string): Layer {
  const layer: Layer = { settings: new Map(), problems: [], notes: [] }
  for (const flag of flags) {
    const name = flag.env.find(candidate => env[candidate])
    const text = name === undefined ? undefined : env[name]
    if (name === undefined || text === undefined) continue
    const result = readText(flag, text, cwd)
    if ('problem' in result) layer.problems.push({ where: name, message: result.problem, key: flag.key })
    else layer.settings.set(flag.key, { value: result.value, source: { by: 'environment', name } })
  }
  return layer
}

function readText(flag: FlagSpec, text: string, cwd: string): ReadValue {
  if (flag.kind === 'list') return readJsonText(text, '[', cwd) ?? readValue(flag, flag.commas ? text.trim().split(/[\s,]+/) : [text], cwd)
  if (flag.kind === 'map') return readJsonText(text, '{', cwd) ?? readValue(flag, text.trim().split(/\s*\n\s*/), cwd)
  return readValue(flag, [text], cwd)
}

/** Undefined where the text is not meant, or does not pass, as JSON: `[END]` is a fine stop sequence. */
function readJsonText(text: string, opening: string, cwd: string): ReadValue | undefined {
  if (!text.trimStart().startsWith(opening)) return undefined
  const result = readJson(text, cwd)
  return 'value' in result ? result : undefined
}
