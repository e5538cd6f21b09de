import { afterAll, describe, expect, test } from 'vitest'
import type { Checks } from '../../src/sandbox/types.js'
import { openTiers, patient } from './sandboxes.js'

const tiers = await openTiers()

const checks = (...tests: string[]): Checks => ({ setup: '', entries: ['f'], tests })

type Row = readonly [what: string, source: string, checks: Checks, expected: Record<string, unknown>]

const passed = (tests: number) => ({ kind: 'passed', tests })
const failed = (failure: string, type: string | null, before = 0) => ({ kind: 'failed', failure, type, passed: before })

const rows: Row[] = [
  ['is right', 'def f(x): return x + 1', checks('assert f(1) == 2', 'assert f(2) == 3'), passed(2)],
  ['is wrong once', 'def f(x): return 2', checks('assert f(1) == 2', 'assert f(2) == 3'), failed('assertion', 'AssertionError', 1)],
  ['raises', 'def f(x): return x[0]', checks('assert f(1) == 2'), failed('exception', 'TypeError')],
  [
    'raises what the test wants',
    'def f(x): raise ValueError(x)',
    checks('try:\n    f(1)\n    assert False\nexcept ValueError as e: assert e.args == (1,)'),
    passed(1),
  ],
  ['is not there', 'def g(x): return x', checks('assert f(1) == 2'), failed('missing', null)],
  ['is no Python', 'def f(x', checks('assert f(1) == 2'), failed('compile', 'SyntaxError')],
  ['changes its argument', 'def f(x): x.append(1)', checks('a = []\nf(a)\nassert a == [1]'), passed(1)],
  ['calls what it is given', 'def f(g): return g(2) * 3', checks('assert f(lambda x: x + 1) == 9'), passed(1)],
  ['returns a generator', 'def f(n): yield from range(n)', checks('assert list(f(3)) == [0, 1, 2]'), passed(1)],
  [
    'is a class',
    'class f:\n    def __init__(self): self.n = 1\n    def up(self): self.n += 1',
    checks('a = f()\na.up()\nassert a.n == 2'),
    passed(1),
  ],
  ['leaves, and the test swallows it', 'import os\ndef f(x): os._exit(0)', checks('try: f(1)\nexcept: pass'), failed('ended', 'exit 0')],
  [
    'equals everything',
    'class E:\n    def __eq__(self, other): return True\ndef f(x): return E()',
    checks('assert f(1) == 2'),
    failed('assertion', 'AssertionError'),
  ],
  [
    'is a number that equals everything',
    'class E(int):\n    def __eq__(self, other): return True\ndef f(x): return E()',
    checks('assert f(1) == 2'),
    failed('assertion', 'AssertionError'),
  ],
  [
    'speaks out of turn',
    'import os\ndef f(x):\n    for d in range(3, 64):\n        try: os.write(d, b"x" * 100000)\n        except OSError: pass',
    checks('assert f(1) == 2'),
    failed('ended', 'answers that cannot be read'),
  ],
]

describe.each(tiers)('a checked program, $tier', ({ sandbox, missing }) => {
  afterAll(() => sandbox.close())

  test.skipIf(missing).each(rows)('that %s', async (_, source, given, expected) => {
    expect(await sandbox.check({ sources: [source], limits: patient }, given)).toMatchObject(expected)
  })

  test.skipIf(missing)('that takes too long is told apart from one that is wrong', async () => {
    const outcome = await sandbox.check(
      { sources: ['def f(x):\n    while True: pass'], limits: { cpuSeconds: 1, wallSeconds: 60 } },
      checks('f(1)'),
    )
    expect(outcome).toMatchObject({ kind: 'failed', failure: 'time-limit' })
  })

  test.skipIf(missing)('is not blamed for tests that cannot be run', async () => {
    const outcome = await sandbox.check({ sources: ['def f(x): return x'] }, checks('import no_such_module'))
    expect(outcome).toEqual({ kind: 'broken', reason: 'the tests cannot be run here (no_such_module)' })
  })
})
