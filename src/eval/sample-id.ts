import { createHash } from 'node:crypto'

/** sha256 in hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * `<benchmark>/<subset>/<source row>-<row hash>`. The number is the row's in its source, before any filter or shuffle; the hash is of its
 * columns that are read, so that another version of the data set is not taken for the same question.
 */
export function sampleId(benchmark: string, subset: string, number: number, row: unknown): string {
  return `${benchmark}/${subset}/${number}-${sha256(canonicalJson(row)).slice(0, 12)}`
}

/** JSON with keys in order, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
