/**
 * What a Parquet reader gives as a plain JSON value: whole numbers over 2^53 as texts, moments as ISO 8601, bytes as base64, what is
 * missing and what JSON has no sign for (NaN) as null, typed arrays as arrays.
 */
export function plainValue(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return plainObject(value)
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString()
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return value ?? null
}

function plainObject(value: object): unknown {
  if (Array.isArray(value)) return value.map(plainValue)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')
  if (ArrayBuffer.isView(value)) return isIterable(value) ? Array.from(value, plainValue) : null
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plainValue(item)]))
}

const isIterable = (value: object): value is Iterable<unknown> => Symbol.iterator in value
