import { defines } from './defines.js'
import { extractProgram, type FoundProgram } from './extract-program.js'

/** What a question begins and a reply may go on with. */
export interface Beginning {
  /** Imports, helpers, and the function up to the end of its docstring. */
  prompt: string
  entry: string
}

/** The program of a reply that was asked for functions: without what it says to try them out. Null where there is none. */
export function functionsIn(reply: string, entries: readonly string[]): FoundProgram | null {
  const program = extractProgram(withoutMarks(reply), code => entries.every(entry => defines(code, entry)))
  return program && { ...program, sources: [...new Set([...program.sources.map(withoutTrials), ...program.sources])] }
}

/** The program of a reply that completes a function: the whole function, or its body alone. */
export function completedFunction(reply: string, { prompt, entry }: Beginning): FoundProgram | null {
  const program = functionsIn(reply, [entry])
  if (program === null) return null
  const begun = prompt.endsWith('\n') ? prompt : `${prompt}\n`
  const sources = program.sources.flatMap(code =>
    defines(code, entry) ? [`${begun}\n${outdented(code)}`, outdented(code)] : bodies(code).map(body => `${begun}${body}`),
  )
  return { ...program, sources }
}

/** Marks that prompts in EvalScope's form ask for. */
function withoutMarks(reply: string): string {
  const begun = reply.replace(/^[\s\S]*\[BEGIN\]/, '')
  return begun.includes('[DONE]') ? begun.slice(0, begun.indexOf('[DONE]')) : begun
}

/** Without assertions at the margin and the block that runs only in a script: neither belongs to what was asked for. */
function withoutTrials(code: string): string {
  let within = false
  const kept = code.split('\n').filter(line => {
    if (/^\S/.test(line)) within = /^assert\b|^if\s+__name__\s*==/.test(line) || (within && /^[)\]}]/.test(line))
    return !within
  })
  return kept.join('\n')
}

const indentOf = (line: string): number => line.length - line.trimStart().length

function outdented(code: string): string {
  return shifted(code, 0)
}

/** Moves a text so that its least indented line has that indentation. */
function shifted(code: string, indent: number): string {
  const lines = code.replaceAll('\t', '    ').split('\n')
  const least = Math.min(...lines.filter(line => line.trim() !== '').map(indentOf))
  return lines.map(line => (line.trim() === '' ? '' : ' '.repeat(indent) + line.slice(least))).join('\n')
}

/** A body as it may be meant: its first line often loses its indentation on the way. */
function bodies(code: string): string[] {
  const lines = code.replaceAll('\t', '    ').split('\n')
  const first = lines.findIndex(line => line.trim() !== '')
  const rest = lines.slice(first + 1).filter(line => line.trim() !== '')
  const least = Math.min(...rest.map(indentOf))
  const asIs = shifted(code, 4)
  if (first < 0 || rest.length === 0 || indentOf(lines[first] ?? '') >= least) return [asIs]
  const mended = lines.map((line, at) => (at === first ? ' '.repeat(least) + line.trimStart() : line)).join('\n')
  return [shifted(mended, 4), asIs]
}
