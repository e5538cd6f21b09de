import { expect, test } from 'vitest'
import { collectGarbage } from '../../src/lib/collect-garbage.js'

test('what nobody holds any more is gone', async () => {
  const reference = new WeakRef({ some: 'thing' })
  // A WeakRef holds its target until the turn in which it was made is over.
  await new Promise(setImmediate)
  collectGarbage()
  expect(reference.deref()).toBeUndefined()
})
