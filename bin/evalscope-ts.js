#!/usr/bin/env node
import { existsSync } from 'node:fs'
import module from 'node:module'

const built = new URL('../dist/bundle/main.js', import.meta.url)
if (existsSync(built)) {
  // Where Node can (22 and newer), the next start finds compiled what this one compiles.
  module.enableCompileCache?.()
  const [{ main }, { processIo }] = await Promise.all([import(built.href), import('../dist/bundle/process-io.js')])
  process.exitCode = await main(processIo())
} else {
  process.stderr.write('error: evalscope-ts is not built.\nhint: Run "npm ci" in its folder, or "npm run build" after a change.\n')
  process.exitCode = 2
}
