import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, posix, relative } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

// A folder imports folders on lower lines, and itself; never one above, never one beside.
const FLOORS = [
  ['cli'],
  ['app'],
  ['perf', 'eval'],
  ['client', 'metrics', 'data', 'tokenizer', 'sandbox', 'simulator', 'report', 'runs'],
  ['net', 'lib'],
]

// Floor 2 folders do not know each other, but for the types of what the client hands over.
const TYPES_ALLOWED: Record<string, string> = { metrics: 'client', simulator: 'client' }

// Each package is imported by one folder alone; zod by all.
const DOORS: Record<string, string[]> = {
  commander: ['cli'],
  yaml: ['lib'],
  undici: ['net'],
  hyparquet: ['data/formats'],
  'hyparquet-compressors': ['data/formats'],
  'p-limit': ['perf'],
  'hdr-histogram-js': ['metrics'],
  'cli-table3': ['report'],
  preact: ['report/page', 'app/pages'],
  uplot: ['report/page', 'app/pages'],
  hono: ['app'],
  '@hono/node-server': ['app'],
  pino: ['runs'],
  tiktoken: ['tokenizer'],
  '@huggingface/tokenizers': ['tokenizer'],
  '@huggingface/jinja': ['tokenizer'],
  'markdown-it': ['app/pages/rich'],
  katex: ['app/pages/rich'],
  vite: ['report/page'],
}

const MAX_LINES = 250
const DATA_FILES = /(prompts|profiles|vocabulary)\.ts$/

interface Import {
  file: string
  target: string
  typeOnly: boolean
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(file => /\.tsx?$/.test(file))
const imports = files.flatMap(importsOf)

test('the sources are found', () => {
  expect(files.length).toBeGreaterThan(50)
  expect(imports.length).toBeGreaterThan(100)
})

test('no file imports a folder above it or beside it', () => {
  const wrong = imports.filter(({ file, target, typeOnly }) => {
    if (!target.startsWith('.')) return false
    const [from, to] = [folderOf(file), folderOf(posix.join(dirname(file), target))]
    if (from === to || floorOf(to) > floorOf(file)) return false
    return !(typeOnly && TYPES_ALLOWED[from] === to)
  })
  expect(wrong).toEqual([])
})

test('every folder stands on a floor', () => {
  expect([...new Set(files.map(folderOf))].filter(folder => floorOf(folder) === -1)).toEqual([])
})

test('each package is imported through its door', () => {
  const wrong = imports.filter(({ file, target }) => {
    if (target.startsWith('.') || target.startsWith('node:')) return false
    const doors = target.startsWith('zod') ? [''] : (DOORS[packageOf(target)] ?? [])
    return !doors.some(door => file.startsWith(door))
  })
  expect(wrong).toEqual([])
})

describe('house rules', () => {
  test(`no file is longer than ${MAX_LINES} lines`, () => {
    const long = files.filter(file => !DATA_FILES.test(file)).filter(file => text(file).split('\n').length - 1 > MAX_LINES)
    expect(long).toEqual([])
  })

  test('only index files are registries, and no file is called utils or common', () => {
    expect(files.filter(file => /(^|\/)(utils?|common|helpers?)\.tsx?$/.test(file))).toEqual([])
    expect(files.filter(file => /(^|\/)index\.ts$/.test(file) && !text(file).includes('defineRegistry'))).toEqual([])
  })

  test('only the command line touches the process', () => {
    const touches = files.filter(
      file => !file.startsWith('cli/') && /\bprocess\.(argv|env|stdout|stderr|exit|cwd|on)\b|\bconsole\./.test(text(file)),
    )
    expect(touches).toEqual([])
  })
})

function text(file: string): string {
  return readFileSync(join('src', file), 'utf8')
}

function folderOf(file: string): string {
  return posix.normalize(file).split('/')[0] ?? ''
}

function floorOf(file: string): number {
  return FLOORS.findIndex(folders => folders.includes(folderOf(file)))
}

function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Static and dynamic imports, type imports, re-exports, and the files of workers. */
function importsOf(file: string): Import[] {
  const found: Import[] = []
  const visit = (node: ts.Node): void => {
    const target = targetOf(node)
    if (target !== undefined) found.push({ file: relative('.', file), ...target })
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest, true))
  return found
}

function targetOf(node: ts.Node): Omit<Import, 'file'> | undefined {
  if (ts.isImportDeclaration(node)) return named(node.moduleSpecifier, isTypeOnly(node))
  if (ts.isExportDeclaration(node)) return named(node.moduleSpecifier, node.isTypeOnly)
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? named(node.argument.literal, true) : undefined
  if (ts.isCallExpression(node)) return isLoading(node) ? named(node.arguments.find(ts.isStringLiteral), false) : undefined
  if (!ts.isNewExpression(node) || node.expression.getText() !== 'URL') return undefined
  const target = named(node.arguments?.[0], false)
  return target && /\.[jt]s$/.test(target.target) ? target : undefined
}

function named(specifier: ts.Node | undefined, typeOnly: boolean): Omit<Import, 'file'> | undefined {
  return specifier && ts.isStringLiteral(specifier) ? { target: specifier.text, typeOnly } : undefined
}

function isLoading(node: ts.CallExpression): boolean {
  return node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'workerFile'
}

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const bindings = importClause.namedBindings
  return (
    !importClause.name && bindings !== undefined && ts.isNamedImports(bindings) && bindings.elements.every(element => element.isTypeOnly)
  )
}
