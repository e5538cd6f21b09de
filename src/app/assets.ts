import { readFile } from 'node:fs/promises'

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

const types: Record<string, string> = { 'app.js': 'text/javascript; charset=utf-8', 'app.css': 'text/css; charset=utf-8' }

/** One of the pages' two files; null for any other name. @throws Error when they have not been built */
export async function asset(name: string): Promise<{ type: string; body: string } | null> {
  const type = types[name]
  if (type === undefined || !Object.hasOwn(types, name)) return null
  // The sources and their compiled form are equally far below the package's root.
  const file = new URL(`../../dist/app/pages/${name}`, import.meta.url)
  const body = await readFile(file, 'utf8').catch(error => {
    throw new Error(`The app's pages are not built: ${file.pathname} cannot be read. Run "npm run build:page".`, { cause: error })
  })
  return { type, body }
}
