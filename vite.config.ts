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
      output: { format: 'iife', entryFileNames: 'report-page.js', assetFileNames: 'report-page[extname]' },
    },
  },
})
