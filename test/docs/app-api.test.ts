import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { apiPage } from '../../src/app/api-page.js'

test('docs/app-api.md is current (else: npx tsc -p tsconfig.build.json && node scripts/write-docs.js)', () => {
  const [, reference] = readFileSync('docs/app-api.md', 'utf8').split(/^<!-- What follows is written .* -->\n\n/m)
  expect(reference).toBe(apiPage())
})
