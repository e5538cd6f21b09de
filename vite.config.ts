import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin, type UserConfig } from 'vite'

// `vite build --mode X` builds one of these, the report's page where X is none. Each page becomes scripts and one style sheet with fixed
// names: src/report/html/html-report.ts puts the report's into every report, src/app/assets.ts serves the app's.
const builds: Readonly<Record<string, () => UserConfig>> = {
  program,
  // What draws formulas is large and wanted on few views: it is a script of its own.
  app: () => page({ input: 'src/app/pages/page.tsx', outDir: 'dist/app/pages', name: 'app', format: 'es' }),
}
const report = (): UserConfig =>
  page({ input: 'src/report/page/page.tsx', outDir: 'dist/report/page', name: 'report-page', format: 'iife' })

export default defineConfig(({ mode }) => (builds[mode] ?? report)())

/**
 * The compiled modules again, in a few files: Node takes half a second to find and link them one by one. zod is many small modules too,
 * and goes along; every other package stays what npm installed.
 */
function program(): UserConfig {
  return {
    publicDir: false,
    plugins: [placesKept],
    ssr: { noExternal: ['zod'] },
    build: {
      ssr: true,
      outDir: 'dist/bundle',
      emptyOutDir: true,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        input: { main: 'dist/cli/main.js', 'process-io': 'dist/cli/process-io.js', ...workers() },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js', postBanner },
      },
    },
  }
}

const dist = fileURLToPath(new URL('dist', import.meta.url))

/** Every worker by its name: each lies beside whoever starts it. */
function workers(): Record<string, string> {
  const files = readdirSync('dist', { recursive: true, encoding: 'utf8' }).filter(file => /(?<!bundle.*)-worker\.js$/.test(file))
  return Object.fromEntries(files.map(file => [basename(file, '.js'), join('dist', file)]))
}

/** A module that finds its data by its own place still finds them from inside the bundle; a worker's file lies there beside it. */
const placesKept: Plugin = {
  name: 'places-kept',
  transform(code, id) {
    const place = relative(dist, id).replaceAll('\\', '/')
    return code.replaceAll(/(?<!workerFile\()import\.meta\.url/g, `new URL(${JSON.stringify(`../${place}`)}, import.meta.url).href`)
  },
}

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
          postBanner,
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

/** What a file is built from has to stand in it with its licence. */
function postBanner({ moduleIds }: { moduleIds: readonly string[] }): string {
  return packagesIn(moduleIds).map(licence).join('\n')
}

function packagesIn(moduleIds: readonly string[]): string[] {
  const names = moduleIds.flatMap(id => /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(id)?.[1] ?? [])
  return [...new Set(names)].sort()
}

function licence(name: string): string {
  const folder = new URL(`node_modules/${name}/`, import.meta.url)
  const file = readdirSync(folder).find(entry => /^licen[cs]e/i.test(entry))
  if (file === undefined) throw new Error(`${name} stands in a build, and has no licence file.`)
  return `/*! ${name}\n${readFileSync(new URL(file, folder), 'utf8').trim()}\n*/`
}
