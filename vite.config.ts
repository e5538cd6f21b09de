import { readdirSync, readFileSync } from 'node:fs'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

// Each page becomes scripts and one style sheet with fixed names: src/report/html/html-report.ts puts the report's into every report,
// src/app/assets.ts serves the app's. `vite build --mode app` builds the app's, any other mode the report's.
export default defineConfig(({ mode }) =>
  mode === 'app'
    ? // What draws formulas is large and wanted on few views: it is a script of its own.
      page({ input: 'src/app/pages/page.tsx', outDir: 'dist/app/pages', name: 'app', format: 'es' })
    : page({ input: 'src/report/page/page.tsx', outDir: 'dist/report/page', name: 'report-page', format: 'iife' }),
)

interface PageParts {
  input: string
  outDir: string
  name: string
  format: 'es' | 'iife'
}

function page({ input, outDir, name, format }: PageParts): UserConfig {
  return {
    publicDir: false,
    base: './',
    plugins: [newestFontsOnly],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      outDir,
      emptyOutDir: true,
      modulePreload: false,
      cssCodeSplit: false,
      assetsInlineLimit: 0,
      target: ['chrome123', 'firefox121', 'safari17.5'],
      rolldownOptions: {
        input,
        output: {
          format,
          entryFileNames: `${name}.js`,
          chunkFileNames: '[name].js',
          // The style sheet is called after the page, fonts keep their names.
          assetFileNames: ({ names: [file = ''] }) => (file.endsWith('.css') ? `${name}.css` : '[name][extname]'),
          postBanner: ({ moduleIds }) => packagesIn(moduleIds).map(licence).join('\n'),
        },
      },
    },
  }
}

/** KaTeX names each font in three forms; every browser that the pages are built for reads the smallest. */
const newestFontsOnly: Plugin = {
  name: 'newest-fonts-only',
  enforce: 'pre',
  transform: (code, id) => (/katex[^/]*\.css$/.test(id) ? code.replaceAll(/,url\([^)]*\.(woff|ttf)\) format\("[^"]*"\)/g, '') : null),
}

function packagesIn(moduleIds: readonly string[]): string[] {
  const names = moduleIds.flatMap(id => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(id)?.[1] ?? [])
  return [...new Set(names)].sort()
}

/** Every page is a copy of these libraries, so their licences have to stand in it. */
function licence(name: string): string {
  const folder = new URL(`node_modules/${name}/`, import.meta.url)
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
  if (file === undefined) throw new Error(`${name} stands in a page, and has no licence file.`)
  return `/*! ${name}\n${readFileSync(new URL(file, folder), 'utf8').trim()}\n*/`
}
