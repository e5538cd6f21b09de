import { z } from 'zod'
import { openApi } from './openapi.js'

interface Shape {
  $ref?: string | undefined
  type?: string | string[] | undefined
  enum?: unknown[] | undefined
  const?: unknown
  description?: string | undefined
  default?: unknown
  maximum?: number | undefined
  properties?: Record<string, Shape> | undefined
  items?: Shape | undefined
  anyOf?: Shape[] | undefined
  oneOf?: Shape[] | undefined
}

const shape: z.ZodType<Shape> = z.lazy(() =>
  z.looseObject({
    $ref: z.string().optional(),
    type: z.union([z.string(), z.array(z.string())]).optional(),
    enum: z.array(z.unknown()).optional(),
    description: z.string().optional(),
    maximum: z.number().optional(),
    properties: z.record(z.string(), shape).optional(),
    items: shape.optional(),
    anyOf: z.array(shape).optional(),
    oneOf: z.array(shape).optional(),
  }),
)

const content = z.object({ schema: shape, 'x-events': z.record(z.string(), shape).optional(), 'x-columns': shape.optional() })
const operation = z.object({
  summary: z.string(),
  description: z.string().optional(),
  parameters: z.array(
    z.object({ name: z.string(), in: z.string(), required: z.boolean(), description: z.string().optional(), schema: shape }),
  ),
  responses: z.object({ 200: z.object({ content: z.record(z.string(), content) }) }),
})
const document = z.object({
  paths: z.record(z.string(), z.object({ get: operation })),
  components: z.object({ schemas: z.record(z.string(), shape) }),
})

/** The reference part of docs/app-api.md, from the description that the server answers. */
export function apiPage(): string {
  const { paths, components } = document.parse(openApi())
  const questions = Object.entries(paths).map(([path, { get }]) => question(path, get))
  const objects = Object.entries(components.schemas).map(([name, schema]) => `### ${name}\n\n${keys(schema)}`)
  return `${[...questions, '## Objects', ...objects].join('\n\n')}\n`
}

function question(path: string, { summary, description, parameters, responses }: z.output<typeof operation>): string {
  const rows = parameters.filter(({ in: place }) => place === 'query')
  const table = rows.map(({ name, required, description: text = '', schema }) => {
    const initial = schema.default === undefined ? '' : `unless told, \`${String(schema.default)}\``
    const most = schema.type === 'integer' && schema.maximum !== undefined && schema.maximum < 1e6 ? `at most ${schema.maximum}` : ''
    return [`\`${name}\``, typeOf(schema), [text, required ? 'needed' : '', initial, most].filter(Boolean).join('; ')]
  })
  const parts = [`## GET ${path}`, `${summary}.${description === undefined ? '' : ` ${description}`}`]
  if (table.length > 0) parts.push(drawTable(['query', 'type', 'meaning'], table))
  return [...parts, ...Object.values(responses[200].content).map(answer)].join('\n\n')
}

function answer({ schema, 'x-events': events, 'x-columns': columns }: z.output<typeof content>): string {
  if (columns !== undefined) return keys(columns, 'column')
  if (events === undefined) return `Answers ${typeOf(schema)}.`
  const rows = Object.entries(events).map(([name, data]) => [`\`${name}\``, keyNames(data), data.description ?? ''])
  return drawTable(['event', 'data', 'meaning'], rows)
}

const keyNames = ({ properties = {} }: Shape): string =>
  Object.keys(properties)
    .map(name => `\`${name}\``)
    .join(', ')

function keys({ properties = {} }: Shape, heading = 'key'): string {
  const rows = Object.entries(properties).map(([name, schema]) => [`\`${name}\``, typeOf(schema), schema.description ?? ''])
  return drawTable([heading, 'type', 'meaning'], rows)
}

/** In words, with links to the objects that have a name. */
function typeOf({ $ref, type, enum: choices, const: only, items, anyOf, oneOf, properties }: Shape): string {
  const name = $ref?.split('/').at(-1)
  if (name !== undefined) return `[${name}](#${name.toLowerCase()})`
  if (only !== undefined) return `\`${String(only)}\``
  if (choices !== undefined) return choices.map(choice => `\`${String(choice)}\``).join(', ')
  const either = anyOf ?? oneOf
  if (either !== undefined) return either.map(typeOf).join(' or ')
  if (items !== undefined) return `list of ${typeOf(items)}`
  if (properties !== undefined) return `{ ${keyNames({ properties })} }`
  return type === undefined ? 'anything' : [type].flat().join(' or ')
}

function drawTable(head: string[], rows: string[][]): string {
  const line = (cells: string[]): string => `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
