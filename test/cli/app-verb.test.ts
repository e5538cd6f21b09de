import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { main } from '../../src/cli/main.js'
import { browserCommand } from '../../src/cli/open-browser.js'
import { type MemoryIo, memoryIo } from './memory-io.js'

const cwd = mkdtempSync(join(tmpdir(), 'app-verb-'))
afterAll(() => rmSync(cwd, { recursive: true }))

async function started(...argv: string[]): Promise<{ io: MemoryIo; ended: Promise<number>; address: string }> {
  const io = memoryIo({ argv: ['app', '--port', '0', ...argv], cwd })
  const ended = main(io)
  await expect.poll(() => io.out()).toContain('http://')
  return { io, ended, address: /http:\S+/.exec(io.out())?.[0] ?? '' }
}

describe('the verb app', () => {
  test('prints its address, serves, and ends with the signal', async () => {
    const { io, ended, address } = await started('--outputs', 'runs')
    expect(io.out()).toBe(`Runs of ${join(cwd, 'runs')} at ${address}\n`)
    expect(await (await fetch(`${address}/api/runs`)).json()).toMatchObject({ all: 0 })
    io.signal('SIGINT')
    expect(await ended).toBe(0)
    await expect(fetch(address)).rejects.toThrow()
  })

  test('prints an address with a token where others can reach it', async () => {
    const { io, ended, address } = await started('--host', '0.0.0.0')
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/)
    expect(io.err()).toContain('Whoever has this address can read the runs.')
    expect((await fetch(new URL('/api/runs', address))).status).toBe(401)
    expect((await fetch(address, { redirect: 'manual' })).status).toBe(303)
    io.signal('SIGTERM')
    expect(await ended).toBe(143)
  })

  test('refuses a token that could be guessed', async () => {
    const io = memoryIo({ argv: ['app', '--token', 'short'], cwd })
    expect(await main(io)).toBe(2)
    expect(io.err()).toContain('--token')
  })
})

describe('the browser', () => {
  test('is opened only where a window can appear', () => {
    expect(browserCommand({}, 'darwin')).toEqual(['open'])
    expect(browserCommand({}, 'win32')).toEqual(['rundll32', 'url.dll,FileProtocolHandler'])
    expect(browserCommand({ DISPLAY: ':0' }, 'linux')).toEqual(['xdg-open'])
    expect(browserCommand({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toEqual(['xdg-open'])
    expect(browserCommand({ DISPLAY: '' }, 'linux')).toBeNull()
    expect(browserCommand({ DISPLAY: ':10', SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' }, 'linux')).toBeNull()
    expect(browserCommand({ DISPLAY: ':0', CI: 'true' }, 'linux')).toBeNull()
  })
})
