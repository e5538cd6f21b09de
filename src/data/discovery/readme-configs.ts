import { z } from 'zod'
import { parseYaml } from '../../lib/yaml.js'

/** One config (subset) of a data set, as the head of its README.md declares it. */
export interface ReadmeConfig {
  name: string
  isDefault: boolean
  /** Split to file patterns, with the config's folder put before them. */
  splits: ReadonlyMap<string, readonly string[]>
}

const paths = z.union([z.string().transform(path => [path]), z.array(z.string())])
const dataFiles = z.union([
  paths.transform(path => [['train', path] as const]),
  z.array(z.looseObject({ split: z.string(), path: paths })).transform(list => list.map(({ split, path }) => [split, path] as const)),
  z.record(z.string(), paths).transform(record => Object.entries(record)),
])
const config = z.looseObject({
  config_name: z.coerce.string().default('default'),
  data_files: dataFiles.optional(),
  data_dir: z.string().optional(),
  default: z.boolean().optional(),
})
const head = z.looseObject({ configs: z.array(z.unknown()) })

/** The `configs` of a README's YAML head; empty where there are none. What cannot be understood is passed over: hubs are full of it. */
export function readmeConfigs(text: string): ReadmeConfig[] {
  const found = head.safeParse(yamlHead(text))
  if (!found.success) return []
  return found.data.configs.flatMap(item => {
    const parsed = config.safeParse(item)
    if (!parsed.success || parsed.data.data_files === undefined) return []
    const { config_name: name, data_files: files, data_dir: folder, default: isDefault = false } = parsed.data
    const below = (pattern: string): string => (folder === undefined ? pattern : `${folder.replace(/\/+$/, '')}/${pattern}`)
    return [{ name, isDefault, splits: new Map(files.map(([split, patterns]) => [split, patterns.map(below)])) }]
  })
}

function yamlHead(text: string): unknown {
  const yaml = /^\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)/s.exec(text)?.[1]
  if (yaml === undefined) return null
  try {
    return parseYaml(yaml)
  } catch {
    return null
  }
}
