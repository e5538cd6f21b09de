import { z } from 'zod'
import { version } from '../lib/version.js'
import { requestRow } from './answers/requests.js'
import { figure, problem, runRow } from './answers/runs.js'
import { message, sampleGroup, sampleRow } from './answers/samples.js'
import { type Operation, operations, pathParts } from './operations.js'

type JsonObject = Record<string, unknown>

const all: Operation[] = Object.values(operations)
const reference = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` })

/** What the server can be asked for, as OpenAPI 3.1 has it. */
export function openApi(): JsonObject {
  return {
    openapi: '3.1.0',
    info: {
      title: 'evalscope-ts app',
      version,
      description: 'Saved runs of evalscope-ts and EvalScope, to be read. Not measured is null.',
    },
    paths: Object.fromEntries(all.map(operation => [templateOf(operation.path), { get: describeOperation(operation) }])),
    components: {
      schemas: schemas(),
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Needed where the server has a token' } },
    },
    // Two ways in: with the token, or without where the server has none.
    security: [{ token: [] }, {}],
  }
}

/** `/runs/:id/requests/:index{[0-9]+}` as `/runs/{id}/requests/{index}`. */
export function templateOf(path: string): string {
  return path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')
}

function describeOperation(operation: Operation): JsonObject {
  const { path, summary, notes, answer } = operation
  return {
    summary,
    ...(notes !== undefined && { description: notes }),
    parameters: [...pathParameters(path), ...queryParameters(operation.query)],
    responses: {
      200: { description: 'The answer', content: contentOf(answer) },
      default: { description: 'Why there is no answer', content: { 'application/json': { schema: reference('Problem') } } },
    },
  }
}

function contentOf(answer: Operation['answer']): JsonObject {
  if (answer.kind === 'json') return { 'application/json': { schema: reference(answer.name) } }
  if (answer.kind === 'csv') return { 'text/csv': { schema: { type: 'string' }, 'x-columns': jsonSchema(answer.row) } }
  const events = Object.entries(answer.events).map(([name, schema]) => [name, jsonSchema(schema)])
  return { 'text/event-stream': { schema: { type: 'string' }, 'x-events': Object.fromEntries(events) } }
}

function pathParameters(path: string): JsonObject[] {
  const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  return names.map(name => ({
    name,
    in: 'path',
    required: true,
    description: pathParts[name],
    schema: { type: name === 'index' ? 'integer' : 'string' },
  }))
}

function queryParameters(query: Operation['query']): JsonObject[] {
  if (query === undefined) return []
  const { properties = {}, required = [] } = parameterSchema.parse(z.toJSONSchema(query, { io: 'input', override }))
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }))
}

const parameterSchema = z.object({
  properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })).optional(),
  required: z.array(z.string()).optional(),
})

/** Every schema that has a name, once; others stand where they are used. */
function schemas(): JsonObject {
  const named = z.registry<{ id: string }>()
  const parts = { Problem: problem, RunRow: runRow, Figure: figure, SampleRow: sampleRow, SampleGroup: sampleGroup, Message: message }
  for (const [id, schema] of Object.entries({ ...parts, RequestRow: requestRow })) named.add(schema, { id })
  for (const { answer } of all) if (answer.kind === 'json') named.add(answer.schema, { id: answer.name })
  const { schemas: made } = z.toJSONSchema(named, { uri: id => `#/components/schemas/${id}`, override })
  return Object.fromEntries(Object.entries(made).map(([name, schema]) => [name, withoutMarks(schema)]))
}

const jsonSchema = (schema: z.ZodType): JsonObject => withoutMarks(z.toJSONSchema(schema, { override }))

/** That a whole number is one that JavaScript can hold is not worth a line each time. */
function override({ jsonSchema }: { jsonSchema: JsonObject }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

function withoutMarks({ $schema: _, $id: __, ...schema }: JsonObject): JsonObject {
  return schema
}
