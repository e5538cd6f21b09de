import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test.each(['data/langdetect/profiles.json.br', 'data/punkt/english.json.br'])('NOTICE tells the source of %s, and its checksum', file => {
  const sum = createHash('sha256').update(readFileSync(file)).digest('hex')
  expect(readFileSync('NOTICE', 'utf8')).toContain(`${file} (sha256 ${sum})`)
})
