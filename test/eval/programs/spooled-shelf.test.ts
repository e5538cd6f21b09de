import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SpooledShelf } from '../../../src/eval/programs/spooled-shelf.js'
import { temporaryFiles } from '../../lib/temporary-files.js'

const { folder } = await temporaryFiles()

test('what does not fit into memory is read from disk, and leaves no file behind', () => {
  const shelf = new SpooledShelf(folder, 10)
  const texts = ['short', 'this one is longer', 'äöü', 'x'.repeat(100_000), '']
  const kept = texts.map(text => shelf.put(Buffer.from(text)))
  expect(readdirSync(folder)).toEqual([])
  expect(kept.map(read => read().toString())).toEqual(texts)
  expect(kept.map(read => read().toString()).reverse()).toEqual([...texts].reverse())
  shelf.close()
})
