import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url))

/** What Python's `tokenizers` makes of hostile strings, recorded by fixtures/tokenizers/record.py. */
export interface Reference {
  name: string
  /** Absolute. */
  folder: string
  chat: { messages: { role: string; content: string }[]; rendered: string; ids: number[] } | null
  strings: Record<string, { input: string; ids: number[]; special: number[]; text: string }>
}

export const references: Reference[] = readdirSync(`${fixtures}tokenizers`)
  .filter(file => file.endsWith('.reference.json'))
  .map(file => {
    const recorded = JSON.parse(readFileSync(`${fixtures}tokenizers/${file}`, 'utf8'))
    return { ...recorded, name: file.replace('.reference.json', ''), folder: fixtures + recorded.folder }
  })

export const hfHome = `${fixtures}hf-home`
export const qwenId = 'Qwen/Qwen3-Next-80B-A3B-Instruct'

export function reference(name: string): Reference {
  const found = references.find(one => one.name.startsWith(name))
  if (!found) throw new Error(`no fixture tokenizer ${name}`)
  return found
}
