import { spawn } from 'node:child_process'

/** Shows the address in the desktop's browser, where there is a desktop; does nothing elsewhere, and says nothing where it fails. */
export function openBrowser(address: string, env: Readonly<NodeJS.ProcessEnv>, platform: NodeJS.Platform = process.platform): void {
  const command = browserCommand(env, platform)
  if (command === null) return
  const [program, ...words] = command
  const child = spawn(program, [...words, address], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}

/** Null where no window could appear: over SSH, and on a Linux without a display. */
export function browserCommand(env: Readonly<NodeJS.ProcessEnv>, platform: NodeJS.Platform): [program: string, ...words: string[]] | null {
  if (env.SSH_CONNECTION !== undefined || env.CI !== undefined) return null
  if (platform === 'darwin') return ['open']
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return (env.DISPLAY ?? '') === '' && (env.WAYLAND_DISPLAY ?? '') === '' ? null : ['xdg-open']
}
