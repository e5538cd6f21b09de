import { createHash } from 'node:crypto'

/** A seed drawn from text: the first 8 bytes of its SHA-256, highest first. */
export function seedOfText(text: string): bigint {
  return createHash('sha256').update(text, 'utf8').digest().readBigUInt64BE(0)
}
