import { readdir, readFile } from 'node:fs/promises'

/** The shell of every page: the script reads the address and draws. */
export const pageShell = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>evalscope-ts</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/app.css">
<script type="module" src="/assets/app.js"></script>
</head>
<body>
<div id="root"><noscript>These pages draw themselves with JavaScript, which is switched off here.</noscript></div>
</body>
</html>
`

const types: Record<string, string> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  woff2: 'font/woff2',
}

/** One of the files that the build made for the pages; null for any other name. @throws Error when they have not been built */
export async function asset(name: string): Promise<{ type: string; body: Uint8Array<ArrayBuffer> } | null> {
  const [, ending = ''] = /^[\w-]+\.(js|css|woff2)$/.exec(name) ?? []
  const type = types[ending]
  if (type === undefined) return null
  // The sources and their compiled form are equally far below the package's root.
  const folder = new URL('../../dist/app/pages/', import.meta.url)
  const names = await readdir(folder).catch(error => {
    throw new Error(`The app's pages are not built: ${folder.pathname} cannot be read. Run "npm run build:page".`, { cause: error })
  })
  return names.includes(name) ? { type, body: new Uint8Array(await readFile(new URL(name, folder))) } : null
}
