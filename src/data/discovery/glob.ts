/**
 * A hub's file pattern as a test: `*` and `?` within a folder, `**` over folders, `[abc]` and `{a,b}`; everything else as it stands.
 * `data/**` also means what lies directly in `data`.
 */
export function globTest(pattern: string): (path: string) => boolean {
  const expression = new RegExp(`^${translate(pattern.replace(/^\.?\//, ''))}$`)
  return path => expression.test(path)
}

const tokens = /\*\*\/|\*\*|\*|\?|\[[^\]]+\]|\{[^{}]*\}|[^*?[{]+|[[{]/g

function translate(pattern: string): string {
  return (pattern.match(tokens) ?? []).map(translateToken).join('')
}

function translateToken(token: string): string {
  if (token === '**/') return '(?:.*/)?'
  if (token === '**') return '.*'
  if (token === '*') return '[^/]*'
  if (token === '?') return '[^/]'
  if (/^\[.+\]$/.test(token)) return `[${token.slice(1, -1).replace(/^!/, '^').replaceAll(/[\\[]/g, '\\$&')}]`
  if (/^\{.*\}$/.test(token)) return `(?:${token.slice(1, -1).split(',').map(translate).join('|')})`
  return token.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}
