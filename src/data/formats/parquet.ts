import type { AsyncBuffer, FileMetaData, ParquetScan } from 'hyparquet'
import { UserError } from '../../lib/errors.js'
import type { Row } from '../types.js'
import { plainValue } from './plain-value.js'
import { openRandomAccess } from './random-access.js'
import type { DataFormat } from './types.js'

/** Parquet: only the needed columns are read, and one row group is held at a time. */
export const parquet: DataFormat = { extensions: ['parquet'], rows }

/** Rows that are put together at a time where the file's index lets pages be read apart. */
const stepRows = 32_768

async function* rows(path: string, columns: readonly string[] | null): AsyncGenerator<Row> {
  const file = await openRandomAccess(path)
  try {
    const scan = await openScan(path, file.buffer, columns)
    for (const { rowStart, rowEnd } of steps(scan)) yield* rowsOf(path, scan, rowStart, rowEnd)
  } finally {
    await file.close()
  }
}

interface Scan extends ParquetScan {
  names: readonly string[]
}

async function openScan(path: string, file: AsyncBuffer, columns: readonly string[] | null): Promise<Scan> {
  const [{ parquetMetadataAsync, parquetScan, parquetSchema }, { compressors }] = await Promise.all([
    import('hyparquet'),
    import('hyparquet-compressors'),
  ])
  const metadata = await explained(path, 'its footer', () => parquetMetadataAsync(file, { geoparquet: false }))
  const present = parquetSchema(metadata).children.map(child => child.element.name)
  const names = columns === null ? present : present.filter(name => columns.includes(name))
  if (names.length === 0)
    throw new UserError(`${path} has none of the columns ${columns?.join(', ')}.`, `It has ${present.join(', ') || 'no columns'}.`)
  const scan = await explained(path, 'its index', () => parquetScan({ file, metadata, columns: [...names], compressors, utf8: false }))
  return { ...scan, names }
}

/** Row groups; large ones in steps where every column has a page index, so that no step decodes a page it does not need. */
function steps({ metadata, ranges, names }: Scan): { rowStart: number; rowEnd: number }[] {
  if (!isIndexed(metadata, names)) return [...ranges]
  return ranges.flatMap(({ rowStart, rowEnd }) =>
    Array.from({ length: Math.ceil((rowEnd - rowStart) / stepRows) }, (_, step) => ({
      rowStart: rowStart + step * stepRows,
      rowEnd: Math.min(rowEnd, rowStart + (step + 1) * stepRows),
    })),
  )
}

function isIndexed({ row_groups }: FileMetaData, names: readonly string[]): boolean {
  const needed = row_groups.flatMap(group => group.columns).filter(({ meta_data }) => names.includes(meta_data?.path_in_schema[0] ?? ''))
  return needed.every(column => column.offset_index_offset !== undefined)
}

async function* rowsOf(path: string, { readColumn, names }: Scan, rowStart: number, rowEnd: number): AsyncGenerator<Row> {
  const columns = await explained(path, `rows ${rowStart + 1} to ${rowEnd}`, () =>
    Promise.all(names.map(async name => ({ name, values: await readColumn({ column: name, rowStart, rowEnd }) }))),
  )
  for (let place = 0; place < rowEnd - rowStart; place++)
    yield Object.fromEntries(columns.map(({ name, values }) => [name, plainValue(values[place])]))
}

async function explained<Value>(path: string, part: string, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read()
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UserError(`Cannot read ${part} of ${path}: ${reason}.`, 'The file seems to be damaged or no Parquet; fetch it again.', {
      cause,
    })
  }
}
