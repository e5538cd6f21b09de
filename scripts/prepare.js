// Runs after `npm ci` and before `npm pack`: builds dist. It never fails where there is nothing to build with or from.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const at = path => new URL(`../${path}`, import.meta.url)

if (!existsSync(at('src'))) {
  console.log('evalscope-ts: this is the published package, whose dist is built already.')
} else if (!existsSync(at('node_modules/typescript'))) {
  const state = existsSync(at('dist/cli/main.js'))
    ? 'dist is left as it is'
    : 'dist is missing: run "npm ci" without --omit=dev to build it'
  console.log(`evalscope-ts: typescript is not installed (a production install), so nothing is built; ${state}.`)
} else {
  const { status } = spawnSync('npm', ['run', 'build', '--silent'], {
    cwd: fileURLToPath(at('.')),
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  process.exitCode = status ?? 1
}
