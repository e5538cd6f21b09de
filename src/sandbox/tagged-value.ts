import type { TaggedValue } from './types.js'

const DEEPEST = 1000

type Body = (body: unknown, depth: number) => boolean

const items: Body = (body, depth) => Array.isArray(body) && body.every(item => isTaggedValue(item, depth))
const text =
  (pattern: RegExp): Body =>
  body =>
    typeof body === 'string' && pattern.test(body)

const FLOAT = /^(-?\d+(\.\d+)?(e[+-]?\d+)?|-?inf|nan)$/

const bodies: Readonly<Record<string, Body>> = {
  i: text(/^-?\d+$/),
  f: text(FLOAT),
  l: items,
  t: items,
  s: items,
  z: items,
  d: (body, depth) => Array.isArray(body) && body.every(pair => Array.isArray(pair) && pair.length === 2 && items(pair, depth)),
  b: text(/^[0-9a-f]*$/),
  y: text(/^[0-9a-f]*$/),
  c: body => Array.isArray(body) && body.length === 2 && body.every(part => typeof part === 'string' && FLOAT.test(part)),
  o: text(/^\p{ID_Continue}{1,60}$/u),
}

/** Whether it is a value as the driver writes them. A program can put anything in its place. */
export function isTaggedValue(value: unknown, depth = 0): value is TaggedValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (!Array.isArray(value) || value.length !== 2 || depth > DEEPEST) return false
  const [tag, body]: unknown[] = value
  return typeof tag === 'string' && Object.hasOwn(bodies, tag) && bodies[tag]?.(body, depth + 1) === true
}
