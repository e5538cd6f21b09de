import { createHash } from 'node:crypto'
import type { TaggedValue } from '../../sandbox/types.js'
import type { AnswerForms } from '../types.js'
import type { HiddenTests, ProgramTest } from './hidden-tests.js'
import { pythonJson } from './python-json.js'
import { pythonWords } from './python-text.js'

/** Characters of a problem's tests up to which the student knows its answers. */
const MOST_KNOWN = 64 * 1024

/**
 * Programs of the simulated student. It knows results by heart, but neither inputs nor outputs can be read in its programs: a result is
 * covered by a stream that only its own input makes. Problems with large tests it does not know.
 */
export function contestForms(tests: readonly HiddenTests[], functionName: string | null, id: string): AnswerForms {
  const all = tests.flatMap(part => part.readNow())
  const size = all.reduce((sum, { input, output }) => sum + input.length + output.length, 0)
  if (size > MOST_KNOWN) return { right: [], wrong: [] }
  return functionName === null ? stdinForms(knownResults(all, id, wordsOf)) : callForms(knownResults(all, id, argumentsOf), functionName)
}

function knownResults(tests: readonly ProgramTest[], salt: string, nameOf: (input: string) => string): string {
  const entries = tests.map(({ input, output }) => {
    const name = `${salt}|${nameOf(input)}`
    return [sha256(`name|${name}`).toString('hex').slice(0, 32), covered(Buffer.from(output), name).toString('hex')]
  })
  return [
    `KNOWN = ${JSON.stringify(Object.fromEntries(entries), null, 1).replaceAll('\n', '\n    ')}`,
    '',
    'def recall(name):',
    `    name = ${JSON.stringify(`${salt}|`)} + name`,
    "    bits = bytes.fromhex(KNOWN[hashlib.sha256(('name|' + name).encode()).hexdigest()[:32]])",
    "    cover = b''.join(hashlib.sha256(('cover|%d|' % part + name).encode()).digest() for part in range(len(bits) // 32 + 1))",
    '    return bytes(one ^ other for one, other in zip(bits, cover)).decode()',
  ].join('\n')
}

function covered(bytes: Buffer, name: string): Buffer {
  const cover = Buffer.concat(Array.from({ length: Math.floor(bytes.length / 32) + 1 }, (_, part) => sha256(`cover|${part}|${name}`)))
  return bytes.map((byte, at) => byte ^ (cover[at] ?? 0)) as Buffer
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** However the words of an input are spaced, they are the same to the student. */
const wordsOf = (input: string): string => pythonWords(input).join(' ')

const argumentsOf = (input: string): string =>
  input
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => shown(pythonJson(line)))
    .join()

function shown(value: TaggedValue): string {
  if (typeof value === 'string') return `s${Buffer.from(value).toString('hex')}`
  if (value === null || typeof value === 'boolean') return value === null ? 'n' : value ? 't' : 'f'
  const [tag, body] = value
  if (tag === 'i') return `i${BigInt(String(body))}`
  if (tag === 'f') return `d${doubleBits(Number(body))}`
  return Array.isArray(body) ? `[${body.map(shown).join()}]` : '?'
}

function doubleBits(value: number): string {
  const bytes = Buffer.alloc(8)
  bytes.writeDoubleBE(value)
  return bytes.toString('hex')
}

/** The same signs in Python. */
const SHOW = `def show(value):
    if isinstance(value, str):
        return 's' + value.encode().hex()
    if value is None or isinstance(value, bool):
        return 'n' if value is None else 't' if value else 'f'
    if isinstance(value, int):
        return 'i%d' % value
    if isinstance(value, float):
        return 'd' + struct.pack('>d', value).hex()
    return '[' + ','.join(show(item) for item in value) + ']'`

function stdinForms(known: string): AnswerForms {
  const script = `import hashlib\nimport sys\n\n${known}\n\nwords = sys.stdin.read().split()\nprint(recall(' '.join(words)))`
  const guarded = `import hashlib, sys\n\n${known}\n\ndef main():\n    print(recall(' '.join(sys.stdin.read().split())))\n\nif __name__ == '__main__':\n    main()`
  const bytes = `import sys\nimport hashlib\n\n${known}\n\ndef solve():\n    data = sys.stdin.buffer.read().decode().split()\n    sys.stdout.write(recall(' '.join(data)) + '\\n')\n\nsolve()`
  return {
    right: repliesOf([script, guarded, bytes]),
    wrong: [
      ...repliesOf(['import sys\n\nwords = sys.stdin.read().split()\nprint("no", len(words) + 7919, "way")']).slice(0, 3),
      'I would try this.\n\n```python\nimport sys\nraise ValueError("I got stuck")\n```',
      'There are several ways to do this. One sorts the input first and goes through it with two pointers; the other one keeps a table of what was seen. Either is fast enough.',
      '```python\nimport sys\ndef main(:\n    print(sys.stdin.read())\nmain()\n```',
    ],
  }
}

function callForms(known: string, name: string): AnswerForms {
  const head = `import hashlib\nimport json\nimport struct\n\n${known}\n\n${SHOW}`
  const method = `${head}\n\nclass Solution:\n    def ${name}(self, *given):\n        return json.loads(recall(','.join(show(item) for item in given)))`
  const plain = `${head}\n\ndef ${name}(*given):\n    return json.loads(recall(','.join(map(show, given))))`
  const wrong = (body: string): string => `\`\`\`python\nclass Solution:\n    def ${name}(self, *given):\n        ${body}\n\`\`\``
  return {
    right: repliesOf([method, plain]),
    wrong: [
      wrong("return 'no such thing as ' + str(len(given))"),
      `This should do.\n\n${wrong("raise ValueError('I got stuck')")}`,
      `${wrong('return [[None], given]')}\n\nThe running time is linear.`,
      '```python\nclass Solution:\n    def somethingElse(self):\n        return 1\n```',
      'There are several ways to do this. One sorts the input first and goes through it with two pointers; the other one keeps a table of what was seen. Either is fast enough.',
    ],
  }
}

/** Replies around programs, in the forms of models. */
function repliesOf(programs: readonly string[]): string[] {
  const [first = '', second = first, third = second] = programs
  return [
    `\`\`\`python\n${first}\n\`\`\``,
    `Here is a program that does what is asked.\n\n\`\`\`python\n${second}\n\`\`\`\n\nIt goes through the input once, so it is fast enough for the limits given.`,
    `\`\`\`\n${third}\n\`\`\``,
    `### Approach\n\nThe results follow from the input alone. A first sketch:\n\n\`\`\`text\nread the input -> look it up -> write it\n\`\`\`\n\n### Code\n\n\`\`\`python3\n${first}\n\`\`\``,
    `My first thought was too slow:\n\n\`\`\`python\nfor x in range(10**9):\n    pass\n\`\`\`\n\nThis one is not.\n\n\`\`\`python\n${second}\n\`\`\`\n`,
  ]
}
