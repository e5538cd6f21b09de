import { afterAll, describe, expect, test } from 'vitest'
import type { Program, Trial } from '../../src/sandbox/types.js'
import { call, openTiers, outcomes, stdin, told } from './sandboxes.js'

const tiers = await openTiers()

type Row = readonly [what: string, program: string | Program, trial: Trial, told: unknown]

const brief = { cpuSeconds: 0.5, wallSeconds: 60 }

const rows: Row[] = [
  ['adds what it reads', 'print(sum(map(int, input().split())))', stdin('2 40'), '42\n'],
  ['reads standard input in every way', 'import sys\nfor line in sys.stdin: print(line.strip(), end="|")', stdin('a\nb\n'), 'a|b|'],
  ['opens descriptor 0', 'print(open(0).read().upper(), end="")', stdin('é\n'), 'É\n'],
  ['opens /dev/stdin', 'print(open("/dev/stdin").read())', stdin('x'), 'x\n'],
  ['writes past the interpreter', 'import os\nos.write(1, b"raw")', stdin(''), 'raw'],
  ['closes its output after it has flushed', 'import sys\nprint(1)\nsys.stdout.close()', stdin(''), '1\n'],
  ['puts something else in place of its output', 'import io, sys\nprint(1)\nsys.stdout = io.StringIO()\nprint(2)', stdin(''), '1\n'],
  ['says exit', 'print(3)\nexit()', stdin(''), '3\n'],
  ['has a thread that ends later', 'import threading, time\nthreading.Timer(0.05, lambda: print(4)).start()', stdin(''), '4\n'],
  ['forks, and its child comes to its end too', 'import os\nif os.fork(): os.wait()\nprint(os.getpid() > 0)', stdin(''), 'True\nTrue\n'],
  ['guards its main part', 'if __name__ == "__main__":\n    print(__name__, __file__)', stdin(''), '__main__ main.py\n'],
  ['recurses deeply', 'def f(n): return 0 if n == 0 else 1 + f(n - 1)\nprint(f(20000))', stdin(''), '20000\n'],
  ['has large whole numbers', 'print(len(str(10 ** 5000)))', stdin(''), '5001\n'],
  ['writes files', 'open("a", "w").write("x")\nprint(open("a").read())', stdin(''), 'x\n'],
  ['takes the first source that is Python', { sources: ['print(', 'print(5)'] }, stdin(''), '5\n'],
  ['has the names of its prelude', { sources: ['print(sqrt(9))'], prelude: 'from math import *' }, stdin(''), '3.0\n'],
  [
    'is launched in another way',
    { sources: ['print(6)'], launch: 'def launch(source, names):\n    print(0)\n    exec(source, names)' },
    stdin(''),
    '0\n6\n',
  ],
  ['is a function', 'def add(a, b): return a + b', call('add', 1, 2), ['i', '3']],
  ['is a method', 'class Solution:\n    def add(self, a, b): return a + b', call('add', 'x', 'y'), 'xy'],
  [
    'returns values of every kind',
    'def f(): return [1, 1.5, True, None, "t", (2,), {"k": {3}}, b"\\x00\\xff", 1j, 12345678901234567890, float("nan"), -0.0]',
    call('f'),
    [
      'l',
      [
        ['i', '1'],
        ['f', '1.5'],
        true,
        null,
        't',
        ['t', [['i', '2']]],
        ['d', [['k', ['s', [['i', '3']]]]]],
        ['b', '00ff'],
        ['c', ['0.0', '1.0']],
        ['i', '12345678901234567890'],
        ['f', 'nan'],
        ['f', '-0.0'],
      ],
    ],
  ],
  ['returns an object', 'class C: pass\ndef f(): return [C()]', call('f'), ['l', [['o', 'C']]]],
  ['returns a list that contains itself', 'def f():\n    a = []\n    a.append(a)\n    return a', call('f'), 'unwritable too deep'],
  ['raises', 'def f(): return 1 // 0', call('f'), 'exception ZeroDivisionError'],
  ['has no such function', 'x = 1', call('f'), 'missing Missing'],
  ['leaves while it is called', 'import sys\ndef f(): sys.exit(0)', call('f'), 'exception SystemExit'],
  ['is no Python', 'print(', stdin(''), 'compile SyntaxError'],
  ['has a NUL byte', 'print(1)\u0000', stdin(''), expect.stringMatching(/^compile (ValueError|SyntaxError)$/)],
  ['has half a surrogate pair', 'print("\ud800")', stdin(''), 'compile UnicodeEncodeError'],
  ['is 50 MB long', `print(1)\n${'#'.repeat(50_000_000)}`, stdin(''), 'compile TooLong'],
  ['is nested too deeply for the parser', '('.repeat(100_000), stdin(''), expect.stringMatching(/^(compile|ended) /)],
  ['leaves with an exit code', 'import os\nos._exit(3)', stdin(''), 'ended exit 3'],
  ['leaves by itself in a call', 'import os\ndef f(): os._exit(0)', call('f'), 'ended exit 0'],
  ['ends itself', 'import os\nos.kill(os.getpid(), 11)', stdin(''), 'ended signal 11'],
  ['kills itself', 'import os\nos.kill(os.getpid(), 9)', stdin(''), 'ended signal 9'],
  ['needs too much memory', 'x = bytearray(10 ** 10)', stdin(''), 'memory MemoryError'],
  ['writes too much', { sources: ['while True: print("x" * 1000)'], limits: { outputBytes: 100_000 } }, stdin(''), 'output-limit'],
  ['takes too much processor time', { sources: ['while True: pass'], limits: brief }, stdin(''), 'time-limit'],
  ['sleeps too long', { sources: ['import time\ntime.sleep(1000)'], limits: { wallSeconds: 1 } }, stdin(''), 'time-limit'],
]

describe.each(tiers)('a program, $tier', ({ sandbox, missing }) => {
  afterAll(() => sandbox.close())

  test.skipIf(missing).each(rows)('that %s', async (_, program, trial, expected) => {
    expect(await told(sandbox, program, trial)).toEqual(expected)
  })

  test.skipIf(missing)('is told where it failed', async () => {
    const [outcome] = await outcomes(sandbox, 'x = 1\nraise KeyError(x)', stdin(''))
    expect(outcome).toMatchObject({ kind: 'failed', failure: 'exception', type: 'KeyError', line: 2 })
  })

  test.skipIf(missing)('starts each trial anew, and ends when the caller has seen enough', async () => {
    const seen: unknown[] = []
    const program = { sources: ['import os\nprint(os.listdir("."))\nopen("left", "w").close()'] }
    const broken = await sandbox.run(program, [stdin(''), stdin(''), stdin('')], (outcome, index) => {
      seen.push(outcome.kind === 'output' ? outcome.text : outcome)
      return index < 1
    })
    expect([broken, seen]).toEqual([null, ['[]\n', '[]\n']])
  })
})
