import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Report, Section } from '../types.js'
import { visibleText } from '../visible-text.js'
import { fitReport } from './fit-report.js'

/** A page is no larger, whatever the report is. */
export const mostBytes = 1_500_000

/**
 * A report as one HTML page that needs no other file and no network: script, style and data stand in it. What came from servers and data sets is data to the
 * page's script, never markup; the page's policy runs that one script and loads nothing. What would make it heavier than `mostBytes` is left out, and the page says so.
 *
 * @throws Error when the page's script has not been built.
 */
export function htmlReport(report: Report): string {
  const script = builtAsset('report-page.js')
    .replaceAll(/<\/(script)/gi, '<\\/$1')
    .replaceAll('<!--', '<\\!--')
  const style = builtAsset('report-page.css').replaceAll(/<\/(style)/gi, '<\\/$1')
  const policy = `default-src 'none'; script-src '${digest(script)}'; style-src '${digest(style)}'; img-src data:; base-uri 'none'; form-action 'none'`
  const frame = (data: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escaped(visibleText(report.title, longestTitle))}</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<div id="root"><noscript>This report draws itself with JavaScript, which is switched off here. The same figures stand in report.json beside it.</noscript></div>
<script type="application/json" id="report">${data}</script>
<script>${script}</script>
</body>
</html>
`
  return frame(fittingData(report, mostBytes - Buffer.byteLength(frame(''))))
}

/** Characters in the browser's tab and history. */
const longestTitle = 300

function fittingData(report: Report, bytes: number): string {
  let data = ''
  fitReport(report, shortened => {
    const json = JSON.stringify({ ...shortened, sections: shortened.sections.map(lighter) })
    // No text has fewer bytes than characters.
    if (json.length > bytes) return false
    data = withoutTags(json)
    return Buffer.byteLength(data) <= bytes
  })
  return data
}

/** Vite's output; the sources and their compiled form are equally far below the package's root. */
function builtAsset(name: string): string {
  const file = new URL(`../../../dist/report/page/${name}`, import.meta.url)
  try {
    return readFileSync(file, 'utf8').replaceAll('\r\n', '\n')
  } catch (error) {
    throw new Error(`The report's page is not built: ${file.pathname} cannot be read. Run "npm run build:page".`, { cause: error })
  }
}

function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}

/** JSON in which no tag and no comment can begin. */
const withoutTags = (json: string): string => json.split('<').join('\\u003c')

/** A curve needs no 17 digits: six differ by less than a pixel, and the page gets half as heavy. */
function lighter(section: Section): Section {
  if (section.kind !== 'chart') return section
  return {
    ...section,
    positions: section.positions.map(position => rounded(position, 9)),
    series: section.series.map(series => ({ ...series, values: series.values.map(value => (value === null ? null : rounded(value, 6))) })),
  }
}

function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits))
}
