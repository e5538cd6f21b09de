#!/usr/bin/env node
import { existsSync } from 'node:fs'

const built = new URL('../dist/cli/main.js', import.meta.url)
if (existsSync(built)) {
  const [{ main }, { processIo }] = await Promise.all([import(built.href), import('../dist/cli/process-io.js')])
  process.exitCode = await main(processIo())
} else {
  process.stderr.write('error: evalscope-ts is not built.\nhint: Run "npm ci" in its folder, or "npm run build" after a change.\n')
  process.exitCode = 2
}
