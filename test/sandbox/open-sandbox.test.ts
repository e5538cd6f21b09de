import { chmodSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { findCommands } from '../../src/sandbox/find-commands.js'
import { openSandbox } from '../../src/sandbox/open-sandbox.js'
import type { SandboxSettings } from '../../src/sandbox/types.js'
import { openTiers, outcomes, patient, stdin } from './sandboxes.js'

const path = mkdtempSync(join(tmpdir(), 'sandbox-path-'))
afterAll(() => rmSync(path, { recursive: true, force: true }))

/** A search path of its own with scripts in it. */
function commands(name: string, scripts: Record<string, string>): string {
  const folder = mkdtempSync(join(path, `${name}-`))
  for (const [command, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, command), `#!/bin/sh\n${script}\n`)
    chmodSync(join(folder, command), 0o755)
  }
  return folder
}

const opened = (PATH: string, settings: Partial<SandboxSettings> = {}) =>
  openSandbox({ env: { PATH }, allowUnsafeCode: false, ...settings })

describe('where there is nowhere to run programs', () => {
  test('it is said what to install, and nothing runs', async () => {
    const sandbox = await opened(commands('empty', {}))
    expect(sandbox.tier).toBe('none')
    expect(sandbox.problem).toContain('there is no bwrap on the search path')
    expect(sandbox.problem).toContain('apt-get install bubblewrap python3')
    expect(sandbox.problem).toContain('--allow-unsafe-code')
    expect(await sandbox.run({ sources: ['print(1)'] }, [stdin('')], () => true)).toEqual({ kind: 'broken', reason: sandbox.problem })
    expect(await sandbox.check({ sources: [''] }, { setup: '', entries: [], tests: [] })).toMatchObject({ kind: 'broken' })
    await sandbox.close()
  })

  test('a missing python3 is named, with consent too', async () => {
    const { tier, problem } = await opened(commands('bwrap', { bwrap: 'echo bubblewrap 9' }), { allowUnsafeCode: true })
    expect([tier, problem]).toEqual(['none', expect.stringContaining('there is no python3 on the search path')])
  })

  test('a python3 that does not work is named with what it says', async () => {
    const { problem } = await opened(commands('python', { python3: 'echo it is broken >&2; exit 1' }), { allowUnsafeCode: true })
    expect(problem).toMatch(/python3 does not work \(it is broken\)/)
  })

  test('bubblewrap that may not do its work is named with what it says', async () => {
    const [python = ''] = await findCommands('python3', { PATH: process.env.PATH })
    const folder = commands('refused', { bwrap: 'echo "setting up uid map: Permission denied" >&2; exit 1' })
    symlinkSync(python, join(folder, 'python3'))
    const { tier, problem } = await opened([folder, '/usr/bin', '/bin'].join(delimiter), { only: 'bubblewrap' })
    expect([tier, problem]).toEqual(['none', expect.stringContaining('setting up uid map: Permission denied')])
  })

  test('processes without walls need consent', async () => {
    const { tier, problem } = await opened(process.env.PATH ?? '', { only: 'process' })
    expect([tier, problem]).toEqual(['none', expect.stringContaining('needs your consent')])
  })

  test.each(['docker', 'podman'] as const)('%s without its service, or without an image, is no tier', async name => {
    const dead = await opened(commands(name, { [name]: 'echo "Cannot connect to the daemon" >&2; exit 1' }), { only: name })
    expect(dead.problem).toContain(`${name} is installed, but does not work (Cannot connect to the daemon)`)
    const bare = await opened(commands(name, { [name]: 'if [ "$1" = info ]; then echo 28.2; else exit 1; fi' }), { only: name })
    expect([bare.tier, bare.problem]).toEqual(['none', expect.stringContaining(`${name} pull docker.io/library/python`)])
  })
})

describe.each(await openTiers())('$tier', ({ tier, sandbox, missing }) => {
  test.skipIf(missing)('says what it is, and what it does not contain', () => {
    expect(sandbox.about).toMatch(tier === 'bubblewrap' ? /^bubblewrap \d.*, Python 3\.\d+\.\d+$/ : /^processes with limits, Python 3/)
    if (tier === 'process') expect(sandbox.problem).toContain('without walls')
    else expect(sandbox.problem).toBeNull()
  })

  test.skipIf(missing)('a prelude that fails is no fault of the program', async () => {
    const broken = await sandbox.run({ sources: ['print(1)'], prelude: 'import no_such_module' }, [stdin('')], () => true)
    expect(broken).toEqual({ kind: 'broken', reason: "ModuleNotFoundError: No module named 'no_such_module'" })
  })

  test.skipIf(missing)('many programs at once get what is theirs', async () => {
    const numbers = [...Array(12).keys()]
    const found = await Promise.all(numbers.map(number => outcomes(sandbox, 'print(int(input()) * 2)', stdin(String(number)))))
    expect(found.flat().map(outcome => outcome.kind === 'output' && Number(outcome.text))).toEqual(numbers.map(number => number * 2))
  })

  test.skipIf(missing)('closing ends what runs, and leaves nothing', async () => {
    const started = Promise.all(
      [1, 2, 3].map(() => sandbox.run({ sources: ['import time\ntime.sleep(1000)'], limits: patient }, [stdin('')], () => true)),
    )
    await new Promise(resolve => setTimeout(resolve, 300))
    await sandbox.close()
    expect(await started).toEqual([1, 2, 3].map(() => ({ kind: 'broken', reason: 'the sandbox is closed' })))
    expect(await sandbox.run({ sources: ['print(1)'] }, [stdin('')], () => true)).toMatchObject({ kind: 'broken' })
  })
})
