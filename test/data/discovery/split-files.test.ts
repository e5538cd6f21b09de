import { describe, expect, test } from 'vitest'
import { readmeConfigs } from '../../../src/data/discovery/readme-configs.js'
import { findSplitFiles } from '../../../src/data/discovery/split-files.js'
import { whatIsThere } from '../../../src/data/discovery/what-is-there.js'

const find = (paths: string, subset: string | null, split: string, readme = '') =>
  findSplitFiles(paths.split(' '), subset, split, readmeConfigs(readme))
const filesOf = (paths: string, subset: string | null, split: string, readme = '') =>
  find(paths, subset, split, readme)?.files.join(' ') ?? null

describe('by names', () => {
  test.each([
    // EvalScope's own names: first with the split, then without.
    ['law_dev.csv law_val.csv law.csv', 'law', 'val', 'law_val.csv'],
    ['law_dev.jsonl law.jsonl other_val.jsonl', 'law', 'val', 'law.jsonl'],
    ['law_val.parquet law_val.csv law_val.jsonl', 'law', 'val', 'law_val.jsonl'],
    ['law_val.jsonl law_val.jsonl.gz', 'law', 'val', 'law_val.jsonl'],
    ['law_val.csv.gz', 'law', 'val', 'law_val.csv.gz'],
    ['default_test.jsonl', null, 'test', 'default_test.jsonl'],
    ['default.jsonl', 'default', 'test', 'default.jsonl'],
    // As hubs have them.
    ['README.md data/test-00000-of-00001.parquet data/train-00000-of-00001.parquet', null, 'test', 'data/test-00000-of-00001.parquet'],
    [
      'data/test-00001-of-00002.parquet data/test-00000-of-00002.parquet',
      null,
      'test',
      'data/test-00000-of-00002.parquet data/test-00001-of-00002.parquet',
    ],
    ['main/test-00000-of-00001.parquet socratic/test-00000-of-00001.parquet', 'main', 'test', 'main/test-00000-of-00001.parquet'],
    ['main/test.jsonl main/train.jsonl', 'main', 'train', 'main/train.jsonl'],
    ['data/law/test-00000-of-00001.parquet', 'law', 'test', 'data/law/test-00000-of-00001.parquet'],
    ['law/test/0000.parquet law/test/0001.parquet law/train/0000.parquet', 'law', 'test', 'law/test/0000.parquet law/test/0001.parquet'],
    ['default/test/0000.parquet', null, 'test', 'default/test/0000.parquet'],
    ['dev/law.csv test/law.csv', 'law', 'dev', 'dev/law.csv'],
    ['data/test/law_test.csv data/val/law_val.csv', 'law', 'val', 'data/val/law_val.csv'],
    ['test.jsonl test2.jsonl test10.jsonl test6.jsonl', null, 'test', 'test.jsonl test2.jsonl test6.jsonl test10.jsonl'],
    ['test.jsonl test_labels.jsonl', null, 'test', 'test.jsonl'],
    ['test_easy.jsonl test_hard.jsonl', null, 'test', 'test_easy.jsonl test_hard.jsonl'],
    ['IQ.jsonl EQ.jsonl', 'EQ', 'test', 'EQ.jsonl'],
    ['a.b+c_test.csv', 'a.b+c', 'test', 'a.b+c_test.csv'],
    ['questions.jsonl configuration.json dataset_infos.json README.md', null, 'train', 'questions.jsonl'],
    ['.cache/test.jsonl test.csv', null, 'test', 'test.csv'],
  ])('%s: subset %s, split %s is %s', (paths, subset, split, expected) => {
    expect(filesOf(paths, subset, split)).toBe(expected)
  })

  test.each([
    ['testing.jsonl contest.jsonl latest.csv', null, 'test', 'testing.jsonl'],
    ['contest.jsonl latest.csv', null, 'test', null],
    // Reading one file for every subset would count its rows again and again.
    ['test.jsonl', 'law', 'test', null],
    // Another split must not end up among the worked examples.
    ['law_test.csv law_val.csv', 'law', 'dev', null],
    ['test.jsonl', null, 'train', null],
    ['notes.txt test.zip', null, 'test', null],
  ])('%s: subset %s, split %s is %s', (paths, subset, split, expected) => {
    expect(filesOf(paths, subset, split)).toBe(expected)
  })

  test('what was assumed is told', () => {
    expect(find('law.jsonl', 'law', 'dev')?.note).toBe('law.jsonl names no split; it was read as "dev".')
    expect(find('val.jsonl', null, 'validation')?.note).toBe('The split "validation" was read from "val" files.')
    expect(find('all.jsonl', null, 'train')?.note).toBe('No file names a split, so all of them were read as "train".')
    expect(find('test.jsonl', null, 'test')?.note).toBeNull()
  })
})

describe('by the README', () => {
  const readme = `---
license: mit
configs:
- config_name: law
  data_files:
  - split: test
    path: parts/law-*.parquet
  - split: dev
    path:
    - few/law/**
    - extra/law.[jc]*
- config_name: all
  default: true
  data_dir: whole
  data_files:
    test: "{a,b}.jsonl"
- config_name: plain
  data_files: plain.csv
- 5
---
# Text
`
  const paths =
    'parts/law-10.parquet parts/law-2.parquet few/law/x/y.jsonl extra/law.csv extra/law.jsonl whole/a.jsonl whole/b.jsonl plain.csv law_test.csv'

  test.each([
    ['law', 'test', 'parts/law-2.parquet parts/law-10.parquet'],
    ['law', 'dev', 'few/law/x/y.jsonl extra/law.csv extra/law.jsonl'],
    [null, 'test', 'whole/a.jsonl whole/b.jsonl'],
    ['plain', 'train', 'plain.csv'],
  ])('subset %s, split %s', (subset, split, expected) => {
    expect(filesOf(paths, subset, split, readme)).toBe(expected)
    expect(filesOf(paths, subset, split, readme.replaceAll('\n', '\r\n'))).toBe(expected)
  })

  test('what it does not declare is looked for by name', () => {
    expect(filesOf('law_test.csv', 'law', 'test', readme)).toBe('law_test.csv')
    expect(filesOf('test.csv', null, 'test', '---\nconfigs: [}\n---')).toBe('test.csv')
    expect(filesOf('test.csv', null, 'test', '# no head')).toBe('test.csv')
  })

  test('a message names what is there', () => {
    expect(whatIsThere([], readmeConfigs(readme))).toBe('There are: law (test, dev), all (test), plain (train).')
    expect(whatIsThere(['b.csv', 'a.csv', 'x.txt'], [])).toBe('There are: a.csv, b.csv.')
    expect(whatIsThere([], [])).toBe('There are no data files.')
  })
})
