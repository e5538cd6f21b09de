// Empties dist's compiled code, so that no file of an earlier build is left behind; the pages' assets are Vite's own.
import { readdirSync, rmSync } from 'node:fs'

const dist = new URL('../dist/', import.meta.url)
const pages = ['report/page', 'app/pages']

clean('')

function clean(way) {
  for (const entry of entriesOf(way)) {
    const path = `${way}${entry}`
    if (pages.includes(path)) continue
    if (pages.some(page => page.startsWith(`${path}/`))) clean(`${path}/`)
    else rmSync(new URL(path, dist), { recursive: true })
  }
}

function entriesOf(way) {
  try {
    return readdirSync(new URL(way, dist))
  } catch (error) {
    if (error.code === 'ENOENT') return []
    throw error
  }
}
