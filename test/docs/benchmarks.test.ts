import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { benchmarkPages } from '../../src/cli/benchmark-pages.js'

const pages = await benchmarkPages(join('fixtures', 'benchmarks'))

test('docs/benchmarks has a page for each benchmark and the list, and nothing else', () => {
  expect(readdirSync('docs/benchmarks').sort()).toEqual([...pages.keys()].sort())
})

test.each([...pages])(
  'docs/benchmarks/%s is current (else: npx tsc -p tsconfig.build.json && node scripts/write-docs.js)',
  (name, text) => {
    expect(readFileSync(join('docs', 'benchmarks', name), 'utf8')).toBe(text)
  },
)

test.each([...pages].filter(([name]) => name !== 'README.md'))(
  '%s shows a prompt, and scores right replies above wrong ones',
  (_name, text) => {
    expect(text).toContain('\n## Prompt\n')
    expect(text).not.toMatch(/undefined|NaN|\[object/)
    const [, replies = ''] = text.split('## How replies are read')
    const scores = [...replies.matchAll(/ \| ([\d.]+) \|$/gm)].map(([, score]) => Number(score))
    const half = scores.length / 2
    if (half > 0) expect(Math.min(...scores.slice(0, half))).toBeGreaterThan(Math.max(...scores.slice(half)))
  },
)
