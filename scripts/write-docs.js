// Writes the parts of docs/ that follow from the code: all of options.md and benchmarks/, and the tables of metrics.md and app-api.md.
// Runs on the compiled sources: npx tsc -p tsconfig.build.json && node scripts/write-docs.js
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { apiPage } from '../dist/app/api-page.js'
import { benchmarkPages } from '../dist/cli/benchmark-pages.js'
import { optionsPage } from '../dist/cli/options-page.js'
import { verbPages } from '../dist/cli/verb-pages.js'
import { verbs } from '../dist/cli/verbs/index.js'
import { metricsTable } from '../dist/metrics/metrics-table.js'

const written = /^<!-- What follows is written .* -->$/m
const docs = new URL('../docs/', import.meta.url)
writeFileSync(new URL('options.md', docs), optionsPage(await verbPages(Object.values(verbs.parts))))
await writeBenchmarks(new URL('benchmarks/', docs))
writeBelow(new URL('metrics.md', docs), written, metricsTable())
writeBelow(new URL('app-api.md', docs), written, apiPage())

/** The folder holds the written pages and nothing else. */
async function writeBenchmarks(folder) {
  const pages = await benchmarkPages(fileURLToPath(new URL('../fixtures/benchmarks/', import.meta.url)))
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder)
  for (const [name, text] of pages) writeFileSync(new URL(name, folder), text)
}

/** Replaces what stands after the line that the file keeps for this. */
function writeBelow(file, line, text) {
  const page = readFileSync(file, 'utf8')
  const found = line.exec(page)
  if (found === null) throw new Error(`${file.pathname} has lost the line ${line}.`)
  writeFileSync(file, `${page.slice(0, found.index)}${found[0]}\n\n${text}`)
}
