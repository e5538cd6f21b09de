import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Attack, attacks, type Target } from './attacks.js'
import { type Opened, openTiers, outcomes, patient, stdin, told } from './sandboxes.js'

const tiers = await openTiers()
const SECRET = 'what nobody is to know'

/** Processes of that name, zombies among them. */
const running = (mark: string): string[] =>
  readdirSync('/proc').filter(name => {
    try {
      return /^\d+$/.test(name) && readFileSync(`/proc/${name}/comm`, 'utf8').trim() === mark
    } catch {
      return false
    }
  })

// Looks through all objects, frames and processes for the text, put together so that it does not find itself.
const searching = `
import gc, os, sys
PARTS = ["what ", "nobody is ", "to know"]
def texts():
    frame = sys._getframe()
    while frame is not None:
        yield from (repr(frame.f_locals), repr(frame.f_globals))
        frame = frame.f_back
    for thing in gc.get_objects():
        if isinstance(thing, (list, tuple, dict)): yield repr(thing)
    for name in os.listdir("/proc"):
        for part in ("cmdline", "environ"):
            try: yield open("/proc/%s/%s" % (name, part)).read()
            except OSError: pass
def found():
    return ["found" for text in texts() if "".join(PARTS) in text]
`

const leaving = (file: string): string => `
import os
places = [place for place in (os.getcwd(), "/dev/shm") if os.getcwd() == "/work" or place != "/dev/shm"]
if input() == "look":
    print([name for place in places for name in os.listdir(place) if not name.startswith(".")])
else:
    for place in places:
        os.chdir(place)
        os.symlink(${JSON.stringify(file)}, "link")
        for depth in range(1500):
            os.mkdir("deep")
            os.chdir("deep")
        os.chmod(place + "/deep", 0)
    print("left")
`

const fateOf = ({ process: outside }: Attack, { tier }: Opened) => (tier === 'process' ? outside : 'contained')

const fates = (opened: Opened) => attacks.map(attack => ({ attack, fate: fateOf(attack, opened) })).filter(({ fate }) => fate !== null)

test('the table in docs/scoring.md is this one', () => {
  const rows = attacks.map(({ name, process: outside }) => `| ${name} | contained | ${outside ?? '–'} |`)
  const others = ['find the tests that it is checked by', 'leave something for its next trial'].map(
    name => `| ${name} | contained | contained |`,
  )
  const documented = readFileSync('docs/scoring.md', 'utf8').split('\n')
  expect(documented.filter(line => / \| (contained|–|not contained) \|$/.test(line))).toEqual([...rows, ...others])
})

describe.each(tiers)('$tier', opened => {
  const { tier, sandbox, missing } = opened
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-escapes-'))
  const file = join(folder, 'notes.txt')
  let server: Server
  let target: Target
  let visits = 0

  beforeAll(async () => {
    chmodSync(folder, 0o755)
    writeFileSync(file, SECRET)
    chmodSync(file, 0o666)
    server = createServer(socket => {
      visits++
      socket.destroy()
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    target = { port, file, mark: `mark-${tier.slice(0, 3)}-${process.pid % 10_000}` }
  })

  afterAll(async () => {
    server.close()
    await sandbox.close()
    rmSync(folder, { recursive: true, force: true })
  })

  test.skipIf(missing).each(fates(opened))(
    'to $attack.name: $fate',
    async ({ attack, fate }) => {
      const found = await told(sandbox, { sources: [attack.program(target)], limits: attack.limits ?? {} }, stdin(''))
      const expected = fate === 'contained' ? attack.told : (attack.escaped ?? 'out\n')
      if (expected instanceof RegExp) expect(found).toMatch(expected)
      else expect(found).toBe(expected)
      expect(running(target.mark)).toEqual([])
    },
    120_000,
  )

  test.skipIf(missing || tier === 'process')('the server has seen nobody, and the file is what it was', () => {
    expect([visits, readFileSync(file, 'utf8')]).toEqual([0, SECRET])
  })

  test.skipIf(missing)('to find the tests that it is checked by: contained', async () => {
    const outcome = await sandbox.check(
      { sources: [searching], limits: patient },
      { setup: `mark = ${JSON.stringify(SECRET)}`, entries: ['found'], tests: [`assert found() == [], ${JSON.stringify(SECRET)}`] },
    )
    expect(outcome).toEqual({ kind: 'passed', tests: 1 })
  })

  test.skipIf(missing)('to leave something for its next trial: contained', async () => {
    const [first, second] = await outcomes(sandbox, leaving(file), stdin('leave'), stdin('look'))
    expect([first, second]).toMatchObject([
      { kind: 'output', text: 'left\n' },
      { kind: 'output', text: '[]\n' },
    ])
    expect(readFileSync(file, 'utf8')).toContain(SECRET)
  })

  test.skipIf(missing)('after all that, a program runs as before', async () => {
    expect(await told(sandbox, 'print(sum(range(10)))')).toBe('45\n')
  })
})
