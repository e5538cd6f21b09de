import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { z } from 'zod'

/** Lines that fixtures/ifeval/record.py wrote. */
export function recorded<Line>(name: string, line: z.ZodType<Line>): Line[] {
  const file = new URL(`../../../../fixtures/ifeval/${name}.jsonl.gz`, import.meta.url)
  const lines = gunzipSync(readFileSync(file)).toString('utf8').split('\n')
  return lines.filter(text => text !== '').map(text => line.parse(JSON.parse(text)))
}
