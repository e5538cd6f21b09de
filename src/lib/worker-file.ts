/**
 * Where the compiled file of a worker is, for `new Worker(workerFile(import.meta.url, './x.js'))`. A worker thread runs plain JavaScript
 * only: a module that is itself run from its TypeScript source under `/src/` (by the test runner) is given the built file under `/dist/`.
 */
export function workerFile(importMetaUrl: string, relative: string): URL {
  const url = new URL(relative, importMetaUrl)
  if (!new URL(importMetaUrl).pathname.endsWith('.ts')) return url
  const source = url.href.lastIndexOf('/src/')
  return source < 0 ? url : new URL(`${url.href.slice(0, source)}/dist/${url.href.slice(source + '/src/'.length)}`)
}
