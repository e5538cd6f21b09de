import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { exitCodes } from '../../src/cli/exit-codes.js'
import { main } from '../../src/cli/main.js'
import { verbPages } from '../../src/cli/verb-pages.js'
import { verbs } from '../../src/cli/verbs/index.js'
import { monotonicMs } from '../../src/lib/clock.js'
import { memoryIo } from '../cli/memory-io.js'

const readme = readFileSync('README.md', 'utf8')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync('docs').flatMap(name => (name.endsWith('.md') ? [join('docs', name)] : [])),
]
const cwd = mkdtempSync(join(tmpdir(), 'readme-'))
afterAll(() => rmSync(cwd, { recursive: true }))

describe('the README', () => {
  const commands = shellCommands(readme).filter(words => words[0] === 'perf')

  test('has commands to try', () => expect(commands.length).toBeGreaterThan(3))

  test.each(commands.map(words => [words.join(' '), words] as const))('can be followed: %s', async (_, words) => {
    const env = { HF_HOME: resolve('fixtures/hf-home') }
    const io = { ...memoryIo({ argv: [...words, '--dry-run'], cwd, env }), clock: monotonicMs }
    expect(await main(io), io.err()).toBe(0)
    expect(JSON.parse(io.out())).toHaveProperty('plan.firstBody.model')
  })

  test('names only flags that there are', async () => {
    const known = (await verbPages(Object.values(verbs.parts))).flatMap(({ flags }) =>
      flags.flatMap(({ name, aliases }) => [name, ...aliases]),
    )
    const used = [...readme.matchAll(/(?<![\w-])--([a-z][a-z0-9-]+)/g)].map(([, name = '']) => name)
    expect(used.length).toBeGreaterThan(30)
    expect(used.filter(name => !['help', 'config', ...known].includes(name))).toEqual([])
  })

  test('tells every exit code that perf can end with', () => {
    const { notScored, ...perfs } = exitCodes
    expect(notScored).toBe(5)
    const table = readme.slice(readme.indexOf('| exit code |'))
    expect(Object.values(perfs).filter(code => !new RegExp(`^\\| (\\d+, )?${code}(, \\d+)? \\|`, 'm').test(table))).toEqual([])
  })
})

test.each(pages)('every file that %s leads to is there', page => {
  const links = [...readFileSync(page, 'utf8').matchAll(/\]\(([^)#\s]+)\)/g)].map(([, target = '']) => target)
  expect(links.filter(target => !/^https?:/.test(target) && !existsSync(join(dirname(page), target)))).toEqual([])
})

test('CONTRIBUTING.md is short, and names every folder of the sources', () => {
  const text = readFileSync('CONTRIBUTING.md', 'utf8')
  expect(text.split('\n').length - 1).toBeLessThanOrEqual(120)
  const folders = readdirSync('src', { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
  expect(folders.filter(name => !text.includes(`  ${name}/ `))).toEqual([])
})

/** The words after `evalscope-ts` of each command in a shell block; continuation lines are joined, comments and redirections left out. */
function shellCommands(markdown: string): string[][] {
  const blocks = [...markdown.matchAll(/^```sh\n(.*?)^```/gms)].map(([, block = '']) => block.replaceAll('\\\n', ' '))
  return blocks
    .flatMap(block => block.split('\n'))
    .flatMap(line => /evalscope-ts (.+?)(?: #.*| > .*)?$/.exec(line)?.[1] ?? [])
    .map(words => [...words.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''))
}
