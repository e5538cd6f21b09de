import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { optionsPage } from '../../src/cli/options-page.js'
import { verbPages } from '../../src/cli/verb-pages.js'
import { verbs } from '../../src/cli/verbs/index.js'

test('docs/options.md is current (else: npx tsc -p tsconfig.build.json && node scripts/write-docs.js)', async () => {
  expect(readFileSync('docs/options.md', 'utf8')).toBe(optionsPage(await verbPages(Object.values(verbs.parts))))
})
