import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { run } from './sample-verb.js'

test('no word at all shows help on stderr and is a usage error', async () => {
  const { code, io } = await run([])
  expect(code).toBe(2)
  expect(io.out()).toBe('')
  expect(io.err()).toMatchInlineSnapshot(`
    "Usage: evalscope-ts <verb> [options]

    Measure and evaluate OpenAI-compatible language model services from the command line.

    Verbs:
      load   The verb load
      break  The verb break
      fail   The verb fail

    Options:
      -h, --help     Show this help
      -V, --version  Show the version

    evalscope-ts <verb> --help lists the options of a verb.
    "
  `)
})

test.each(['--help', '-h', 'help'])('%s shows the same on stdout', async word => {
  const { code, io } = await run([word])
  expect(code).toBe(0)
  expect(io.err()).toBe('')
  expect(io.out()).toBe((await run([])).io.err())
})

test('help with a verb shows that verb', async () => {
  expect((await run(['help', 'load'])).io.out()).toBe((await run(['load', '--help'])).io.out())
})

test.each(['--version', '-V', '-v'])('%s tells the version of the package', async word => {
  const { code, io } = await run([word])
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(code).toBe(0)
  expect(io.out()).toBe(`${version}\n`)
})

test('an unknown verb is answered with the nearest', async () => {
  const { code, io } = await run(['laod'])
  expect(code).toBe(2)
  expect(io.err()).toBe('error: Unknown verb "laod".\nhint: Did you mean "load"? Known: load, break, fail.\n')
})

test('a flag before the verb is told where it belongs', async () => {
  const { code, io } = await run(['--parallel', '1'])
  expect(code).toBe(2)
  expect(io.err()).toBe('error: --parallel stands where a verb belongs.\nhint: The verb comes first: load, break, fail.\n')
})

test('an error of the user is two lines and exit code 2', async () => {
  const { code, io } = await run(['fail'])
  expect(code).toBe(2)
  expect(io.err()).toBe('error: The folder out is not writable.\nhint: Choose another with --outputs-dir.\n')
})

test('anything else that is thrown is told as a bug, with its stack, and exit code 1', async () => {
  const { code, io } = await run(['break'])
  expect(code).toBe(1)
  expect(io.err()).toMatch(
    /^error: This is a bug in evalscope-ts; please report it with the lines below\.\nError: a plank is loose\n {4}at /,
  )
})
