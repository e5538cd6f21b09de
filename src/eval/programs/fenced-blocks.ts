/** A block of a reply between fences. */
export interface FencedBlock {
  /** The first word behind the opening fence, in lower case; empty where there is none. */
  language: string
  text: string
}

const FENCE = /^([ \t]*)(`{3,}|~{3,})[ \t]*([^`]*)$/
const ONE_LINE = /^[ \t]*`{3,}(?:(?:python3?|py)[ \t]+)?([^`]+)`{3,}[ \t]*$/i

/**
 * The blocks of a reply, in order. A fence is closed by one of the same kind that is at least as long and has nothing behind it; a fence
 * with a language inside of a block begins another one, and what is never closed goes on to the end.
 */
export function fencedBlocks(reply: string): FencedBlock[] {
  const blocks: FencedBlock[] = []
  let open: OpenBlock | null = null
  for (const line of reply.split('\n').map(text => text.replace(/\r$/, ''))) {
    const fence = FENCE.exec(line)
    if (open === null) {
      open = fence && opened(fence)
      if (fence === null) blocks.push(...onOneLine(line))
      continue
    }
    const next = fence === null ? open : after(fence, open)
    if (next === open) open.lines.push(line)
    else blocks.push(closed(open))
    open = next
  }
  return open === null ? blocks : [...blocks, closed(open)]
}

/** The block that is open behind a fence within a block. */
function after(fence: RegExpExecArray, open: OpenBlock): OpenBlock | null {
  if (closes(fence, open)) return null
  return begins(fence) ? opened(fence) : open
}

function onOneLine(line: string): FencedBlock[] {
  const [, text] = ONE_LINE.exec(line) ?? []
  return text === undefined ? [] : [{ language: 'python', text: text.trim() }]
}

interface OpenBlock {
  mark: string
  indent: string
  language: string
  lines: string[]
}

function opened([, indent = '', mark = '', info = '']: RegExpExecArray): OpenBlock {
  const [language = ''] = info
    .trim()
    .replace(/^\{\s*\.?/, '')
    .split(/[\s,;:}]/)
  return { mark, indent, language: language.toLowerCase(), lines: [] }
}

const closes = ([, , mark = '', info = '']: RegExpExecArray, open: OpenBlock): boolean => info.trim() === '' && mark.startsWith(open.mark)

const begins = ([, , , info = '']: RegExpExecArray): boolean => /^\w[\w+#.-]*$/.test(info.trim())

/** A block in a list is as far in as its fence. */
function closed({ indent, language, lines }: OpenBlock): FencedBlock {
  return { language, text: lines.map(line => (line.startsWith(indent) ? line.slice(indent.length) : line)).join('\n') }
}
