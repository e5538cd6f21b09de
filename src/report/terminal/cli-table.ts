import { createRequire } from 'node:module'
import type Table from 'cli-table3'

/** Loaded with the first table: a run asks its first question before it draws any. */
export function createTable(options: Table.TableConstructorOptions): Table.Table {
  const Library: typeof Table = createRequire(import.meta.url)('cli-table3')
  return new Library(options)
}
