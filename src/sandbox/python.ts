import { z } from 'zod'
import { parseJson } from '../lib/parse-json.js'
import { askCommand } from './ask-command.js'
import { findCommands } from './find-commands.js'

/** A Python 3 of this machine, with what it needs to run. */
const pythonFacts = z.object({
  /** Its executable, behind all links. */
  file: z.string(),
  version: z.tuple([z.number(), z.number(), z.number()]),
  /** Folders and files that modules are read from. */
  modules: z.array(z.string()),
  /** Of those, the ones that it would not find by itself. */
  added: z.array(z.string()),
  /** Folders of its libraries. */
  libraries: z.array(z.string()),
})

export type Python = z.infer<typeof pythonFacts>

const OLDEST = 8

// Isolated, so that no module of the user's own folder gets among the programs'.
const QUESTION = `
import json, os, sys, sysconfig
base = os.path.realpath(getattr(sys, '_base_executable', None) or sys.executable)
paths = [path for path in sys.path if path and os.path.exists(path)]
own = [sys.base_prefix, sys.base_exec_prefix]
inside = lambda path: any(path.startswith(folder.rstrip('/') + '/') for folder in own)
print(json.dumps({
    'file': base, 'version': list(sys.version_info[:3]), 'modules': paths, 'added': [path for path in paths if not inside(path)],
    'libraries': [path for path in {sysconfig.get_config_var('LIBDIR'), *(os.path.join(folder, 'lib') for folder in own)} if path and os.path.isdir(path)],
}))
`

/** The Pythons on the search path that can be used, in its order; what was wrong with the others. */
export async function findPythons(env: Readonly<NodeJS.ProcessEnv>): Promise<{ pythons: Python[]; problem: string }> {
  const pythons: Python[] = []
  const problems: string[] = []
  for (const file of await findCommands('python3', env)) {
    const answer = await askCommand(file, ['-I', '-c', QUESTION], env)
    const { data } = pythonFacts.safeParse(parseJson(answer.stdout))
    if (data === undefined) problems.push(`${file} does not work (${answer.complaint.slice(-200) || 'it says nothing of itself'})`)
    else if (data.version[0] !== 3 || data.version[1] < OLDEST) problems.push(`${file} is older than Python 3.${OLDEST}`)
    else if (!pythons.some(known => known.file === data.file)) pythons.push(data)
  }
  return { pythons, problem: problems.join('; ') || 'there is no python3 on the search path' }
}

/** Words for Python that runs a driver on two descriptors: nothing of the user's is read, and hashes are the same in every run. */
export const pythonWords = (source: string, ...descriptors: number[]): string[] => [
  '-s',
  '-B',
  '-X',
  'utf8',
  '-c',
  source,
  ...descriptors.map(String),
]

export const pythonEnv = { PYTHONHASHSEED: '0', LANG: 'C.UTF-8', PATH: '/usr/bin:/bin' } as const
