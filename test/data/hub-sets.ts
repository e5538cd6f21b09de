import { readFileSync } from 'node:fs'
import type { SplitRequest } from '../../src/data/types.js'
import type { FakeRepository } from '../support/hub/repository.js'

const parquet = readFileSync('fixtures/data/formats/zstd.parquet')

/** A set of our own making in the form in which hubs have sets: a README with configs, Parquet in large-file storage, plain files. */
export const sums: FakeRepository = {
  id: 'our/sums',
  files: {
    'README.md': '---\nconfigs:\n- config_name: easy\n  data_files:\n  - split: test\n    path: easy/test-*.parquet\n---\n# Sums\n',
    '.gitattributes': '*.parquet filter=lfs\n',
    'easy/test-00000-of-00001.parquet': parquet,
    'hard/test.jsonl': '{"question": "12 * 12?", "answer": "144"}\n',
    'dev/plain name+é.csv': 'question,answer\n1+1?,2\n',
  },
}

export const easy: SplitRequest = {
  address: { huggingface: sums.id, modelscope: sums.id },
  subset: 'easy',
  split: 'test',
  columns: ['number'],
}
export const hard: SplitRequest = { ...easy, subset: 'hard', columns: null }

export const everyNumber = Array.from({ length: 60 }, (_, number) => ({ number }))
