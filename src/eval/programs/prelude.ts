/** Modules whose names programs for LiveCodeBench may use without importing them, in the order in which they are imported. */
const NAMES_OF = [
  'string',
  're',
  'datetime',
  'collections',
  'heapq',
  'bisect',
  'copy',
  'math',
  'random',
  'statistics',
  'itertools',
  'functools',
  'operator',
  'io',
  'sys',
  'json',
  'builtins',
  'typing',
] as const

/** Those that may be used by their own names too. */
const MODULES = NAMES_OF.filter(name => name !== 'builtins' && name !== 'typing')

/** What the official harness puts before each program. */
export const contestPrelude = [
  ...NAMES_OF.map(name => `from ${name} import *`),
  ...MODULES.map(name => `import ${name}`),
  'sys.setrecursionlimit(50000)',
  '',
].join('\n')
