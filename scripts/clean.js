// Empties dist's compiled code, so that no file of an earlier build is left behind; the page's assets are Vite's own.
import { readdirSync, rmSync } from 'node:fs'

const dist = new URL('../dist/', import.meta.url)
try {
  for (const entry of readdirSync(dist)) if (entry !== 'report') rmSync(new URL(entry, dist), { recursive: true })
  for (const entry of readdirSync(new URL('report/', dist)))
    if (entry !== 'page') rmSync(new URL(`report/${entry}`, dist), { recursive: true })
} catch (error) {
  if (error.code !== 'ENOENT') throw error
}
