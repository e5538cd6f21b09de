// Writes docs/options.md from the option schemas. Runs on the compiled sources: npx tsc -p tsconfig.build.json && node scripts/write-docs.js
import { mkdirSync, writeFileSync } from 'node:fs'
import { optionsPage } from '../dist/cli/options-page.js'
import { verbPages } from '../dist/cli/verb-pages.js'
import { verbs } from '../dist/cli/verbs/index.js'

const file = new URL('../docs/options.md', import.meta.url)
mkdirSync(new URL('.', file), { recursive: true })
writeFileSync(file, optionsPage(await verbPages(Object.values(verbs.parts))))
