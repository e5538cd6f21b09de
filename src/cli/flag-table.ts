import { z } from 'zod'
import { environmentName, type FlagSpec } from './flag-spec.js'
import { type SchemaNode, type ValueShape, valueShape } from './value-shape.js'

/**
 * The flags of a schema, one for each field, in the schema's order. It reads zod's public JSON Schema and these keys of `.meta()`:
 * `group`, `short`, `hint`, `aliases`, `env` (one name or several), `example`, `json` (the value is JSON or `@file`), `commas` (words of
 * free text are split at commas), `looks` (pattern of a list's words, where words without a flag may follow), `secret` (never shown).
 * @throws Error when two fields claim one name: a bug of ours
 */
export function flagTable(schema: z.ZodObject): FlagSpec[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const specs = Object.entries(properties).flatMap(([key, node]) => (typeof node === 'object' ? [flagOf(key, node)] : []))
  refuseTwins(specs)
  return specs
}

function flagOf(key: string, node: SchemaNode): FlagSpec {
  const name = kebab(key)
  const shape = valueShape(node)
  return {
    key,
    name,
    short: textOf(node.short),
    aliases: textsOf(node.aliases),
    env: [environmentName(name), ...textsOf(node.env)],
    group: textOf(node.group) ?? 'Options',
    description: capitalized(node.description ?? ''),
    ...shape,
    hint: textOf(node.hint) ?? hintOf(shape),
    // Free text may hold a comma of its own (a stop sequence), so only its owner can say that commas part it.
    commas: node.commas === true || (shape.kind === 'list' && !(shape.words.includes('text') && shape.choices.length === 0)),
    looks: textOf(node.looks),
    secret: node.secret === true,
    example: textOf(node.example),
    ...(node.default !== undefined && { default: node.default }),
  }
}

function hintOf({ kind, words, choices }: ValueShape): string {
  if (kind === 'json') return 'json'
  if (kind === 'map') return 'name=value'
  const [first = 'text'] = words
  const word = first === 'integer' ? 'n' : first
  if (choices.length === 0) return word
  return first === 'text' ? 'choice' : [word, ...choices].join('|')
}

function refuseTwins(specs: FlagSpec[]): void {
  const owners = new Map<string, string>()
  for (const { key, name, short, aliases } of specs) {
    for (const spelling of [name, ...aliases, ...(short === null ? [] : [short])]) {
      const owner = owners.get(spelling)
      if (owner !== undefined) throw new Error(`Options ${owner} and ${key} both claim the flag "${spelling}".`)
      owners.set(spelling, key)
    }
  }
}

const kebab = (key: string): string => key.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : [value]).filter(item => typeof item === 'string')
}
