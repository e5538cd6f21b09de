import { UserError } from '../../lib/errors.js'
import { dataFormats } from './index.js'
import type { DataFormat } from './types.js'

/** The format that a file's name tells, `.gz` apart; null where it tells none. */
export function formatOf(name: string): DataFormat | null {
  const extension = extensionOf(name)
  return Object.values(dataFormats.parts).find(format => format.extensions.includes(extension)) ?? null
}

/** @throws UserError that lists the formats. */
export function requireFormat(path: string): DataFormat {
  const format = formatOf(path)
  if (format !== null) return format
  const known = Object.values(dataFormats.parts).flatMap(({ extensions }) => extensions.map(extension => `.${extension}`))
  throw new UserError(
    `The name of ${path} does not tell its format.`,
    `Give a file that ends in ${known.join(', ')}, or in one of these and .gz.`,
  )
}

function extensionOf(name: string): string {
  return (
    name
      .toLowerCase()
      .replace(/\.gz$/, '')
      .match(/\.([^./\\]+)$/)?.[1] ?? ''
  )
}
