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
  yaml: ['cli'],
  undici: ['net'],
  'p-limit': ['perf'],
  'hdr-histogram-js': ['metrics'],
  'cli-table3': ['report'],
  preact: ['report/page'],
  uplot: ['report/page'],
  pino: ['runs'],
  tiktoken: ['tokenizer'],
  '@huggingface/tokenizers': ['tokenizer'],
  '@huggingface/jinja': ['tokenizer'],
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

const text = (file: string): string => readFileSync(join('src', file), 'utf8')
const folderOf = (file: string): string => posix.normalize(file).split('/')[0] ?? ''
const floorOf = (file: string): number => FLOORS.findIndex(folders => folders.includes(folderOf(file)))

function packageOf(target: string): string {
  return target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')
}

/** Static and dynamic imports, type imports, re-exports, and the files of workers. */
function importsOf(file: string): Import[] {
  const source = ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest, true)
  const found: Import[] = []
  const add = (target: string, typeOnly: boolean): void => void found.push({ file: relative('.', file), target, typeOnly })
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) add(node.moduleSpecifier.text, isTypeOnly(node))
    else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier))
      add(node.moduleSpecifier.text, node.isTypeOnly)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal))
      add(node.argument.literal.text, true)
    else if (ts.isCallExpression(node) && isLoading(node)) {
      const literal = node.arguments.find(ts.isStringLiteral)
      if (literal) add(literal.text, false)
    } else if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
      const [first] = node.arguments ?? []
      if (first && ts.isStringLiteral(first) && /\.[jt]s$/.test(first.text)) add(first.text, false)
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const isLoading = (node: ts.CallExpression): boolean =>
  node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'workerFile'

function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false
  if (importClause.isTypeOnly) return true
  const named = importClause.namedBindings
  return !importClause.name && named !== undefined && ts.isNamedImports(named) && named.elements.every(element => element.isTypeOnly)
}
