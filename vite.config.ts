import { readFileSync } from 'node:fs'
import { defineConfig } from 'vite'

// The report's page as one script and one style sheet with fixed names; src/report/html/html-report.ts puts both into every report.
export default defineConfig({
  publicDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist/report/page',
    emptyOutDir: true,
    modulePreload: false,
    cssCodeSplit: false,
    target: ['chrome123', 'firefox121', 'safari17.5'],
    rolldownOptions: {
      input: 'src/report/page/page.tsx',
      output: {
        format: 'iife',
        entryFileNames: 'report-page.js',
        assetFileNames: 'report-page[extname]',
        postBanner: ['preact', 'uplot'].map(licence).join('\n'),
      },
    },
  },
})

/** Every report is a copy of these libraries, so their licences have to stand in it. */
function licence(name: string): string {
  const text = readFileSync(new URL(`node_modules/${name}/LICENSE`, import.meta.url), 'utf8')
  return `/*! ${name}\n${text.trim()}\n*/`
}
