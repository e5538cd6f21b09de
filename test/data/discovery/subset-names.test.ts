import { expect, test } from 'vitest'
import { subsetNames } from '../../../src/data/discovery/subset-names.js'

test.each([
  ['those that name the split', ['b_val.jsonl', 'a10_val.csv', 'a2_val.csv', 'a2_dev.csv', 'notes.jsonl', 'README.md'], ['a2', 'a10', 'b']],
  ['by another word for it', ['law_validation.jsonl', 'law_test.jsonl'], ['law']],
  ['below data/', ['data/law_val.jsonl'], ['law']],
  ['files that tell no split, where none tells it', ['history.jsonl', 'law.jsonl', 'law_dev.jsonl', 'deep/er.jsonl'], ['history', 'law']],
  ['none', ['law_test.jsonl', 'README.md'], []],
])('%s', (_, paths, subsets) => {
  expect(subsetNames(paths, 'val')).toEqual(subsets)
})
