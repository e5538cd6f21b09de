import { readFileSync } from 'node:fs'
import { defineConfig, type UserConfig } from 'vite'

// Each page becomes one script and one style sheet with fixed names: src/report/html/html-report.ts puts the report's into every report,
// src/app/assets.ts serves the app's. `vite build --mode app` builds the app's, any other mode the report's.
export default defineConfig(({ mode }) =>
  mode === 'app'
    ? page({ input: 'src/app/pages/page.tsx', outDir: 'dist/app/pages', name: 'app' })
    : page({ input: 'src/report/page/page.tsx', outDir: 'dist/report/page', name: 'report-page' }),
)

function page({ input, outDir, name }: { input: string; outDir: string; name: string }): UserConfig {
  return {
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir,
      emptyOutDir: true,
      modulePreload: false,
      cssCodeSplit: false,
      target: ['chrome123', 'firefox121', 'safari17.5'],
      rolldownOptions: {
        input,
        output: {
          format: 'iife',
          entryFileNames: `${name}.js`,
          assetFileNames: `${name}[extname]`,
          postBanner: ['preact', 'uplot'].map(licence).join('\n'),
        },
      },
    },
  }
}

/** Every report is a copy of these libraries, so their licences have to stand in it. */
function licence(name: string): string {
  const text = readFileSync(new URL(`node_modules/${name}/LICENSE`, import.meta.url), 'utf8')
  return `/*! ${name}\n${text.trim()}\n*/`
}
