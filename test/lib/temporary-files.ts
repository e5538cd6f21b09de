import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll } from 'vitest'

export interface TemporaryFiles {
  folder: string
  /** Writes a file of that name and answers its path. */
  write(name: string, content: string | Buffer): Promise<string>
  gzip(name: string, content: string): Promise<string>
}

/** A folder for one test file, removed when its tests are over. */
export async function temporaryFiles(): Promise<TemporaryFiles> {
  const folder = await mkdtemp(join(tmpdir(), 'evalscope-ts-test-'))
  afterAll(() => rm(folder, { recursive: true, force: true }))
  const write = async (name: string, content: string | Buffer): Promise<string> => {
    await writeFile(join(folder, name), content)
    return join(folder, name)
  }
  return { folder, write, gzip: (name, content) => write(name, gzipSync(content)) }
}

export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const found: Item[] = []
  for await (const item of items) found.push(item)
  return found
}
