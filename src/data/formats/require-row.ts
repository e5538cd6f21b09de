import { UserError } from '../../lib/errors.js'
import type { NumberedValue } from '../local/read-json.js'
import type { Row } from '../types.js'

/** @throws UserError that names file and line, where a value is no object. */
export function requireRow({ value, line }: NumberedValue, path: string): Row {
  if (isRow(value)) return value
  throw new UserError(`${path}, line ${line}: the row is ${kindOf(value)}, not an object.`, 'Each row must be like {"question": "…"}.')
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`
}
