// Runs after `npm ci` and before `npm pack`: builds dist. Where only the production dependencies are installed there is nothing to build with.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
if (!existsSync(new URL('../node_modules/typescript', import.meta.url))) {
  console.log('evalscope-ts: typescript is not installed, so dist is left as it is (a production install).')
} else {
  const { status } = spawnSync('npm', ['run', 'build', '--silent'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  process.exitCode = status ?? 1
}
