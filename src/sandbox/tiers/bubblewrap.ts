import { release } from 'node:os'
import { dirname } from 'node:path'
import { askCommand } from '../ask-command.js'
import type { Launch } from '../driver.js'
import { findCommands } from '../find-commands.js'
import { FILES_BYTES } from '../limits.js'
import { driverPython } from '../python/driver.js'
import { findPythons, type Python, pythonEnv, pythonWords } from '../python.js'
import { systemCallFilter } from '../seccomp.js'
import { freeUser, isRoot, tasksOfUser } from '../users.js'
import { PROGRAM_NICENESS, type Tier } from './tier.js'

const WORK = '/work'

export const bubblewrap: Tier = {
  name: 'bubblewrap',
  warning: null,
  async ways({ env }) {
    const [file] = await findCommands('bwrap', env)
    if (file === undefined) return 'there is no bwrap on the search path'
    const { stdout } = await askCommand(file, ['--version'], {})
    const { pythons, problem } = await findPythons(env)
    if (pythons.length === 0) return problem
    const others = await countedBeside()
    return pythons.flatMap(python =>
      walls().map(wall => ({
        about: [stdout.trim(), ...wall.missing].join(', '),
        launch: () => launchOf(file, python, wall, others),
      })),
    )
  },
}

interface Wall {
  words: string[]
  /** Parts that this wall is without, for reports. */
  missing: string[]
}

const NAMESPACES = ['--unshare-ipc', '--unshare-pid', '--unshare-net', '--unshare-uts', '--unshare-cgroup-try']
const NO_ABILITIES = ['--cap-drop', 'ALL']
const BECOME = ['--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID']

/**
 * Everybody gets a user namespace but root, who would in there still be root to the system, which then counts no processes: the driver
 * of root becomes another user instead. A machine that hides parts of /proc lets nobody mount another one.
 */
function walls(): Wall[] {
  const become = [...NAMESPACES, ...NO_ABILITIES, ...BECOME]
  const apart = [...NAMESPACES, '--unshare-user', '--uid', '65534', '--gid', '65534', ...NO_ABILITIES]
  const words = isRoot() ? become : apart
  return [
    { words: [...words, '--proc', '/proc'], missing: [] },
    { words, missing: ['without /proc'] },
  ]
}

async function launchOf(file: string, python: Python, { words }: Wall, others: number): Promise<Launch> {
  const filter = systemCallFilter()
  return {
    file,
    arguments: [
      ...words,
      ...['--die-with-parent', '--new-session', '--as-pid-1', '--clearenv'],
      ...Object.entries({ ...pythonEnv, HOME: WORK, TMPDIR: WORK }).flatMap(([name, value]) => ['--setenv', name, value]),
      ...['--hostname', 'sandbox'],
      ...files(python),
      ...(filter === null ? [] : ['--seccomp', '4']),
      ...['--', python.file, ...pythonWords(driverPython, 3, 3)],
    ],
    env: {},
    channel: 'descriptor',
    filter,
    walled: true,
    given: {
      work: WORK,
      clear: [WORK, '/dev/shm'],
      path: python.added,
      nice: PROGRAM_NICENESS,
      others,
      ...(words.includes('--unshare-user') ? {} : { uid: await freeUser() }),
    },
    clean: async () => {},
  }
}

/** What Python needs, to be read; two places to write. All else, `/` and `/dev` with it, is there to be read and nearly empty. */
function files(python: Python): string[] {
  const readable = [
    '/lib',
    '/lib64',
    '/usr/lib',
    '/usr/lib64',
    '/etc/ld.so.cache',
    '/etc/alternatives',
    '/usr/share/zoneinfo',
    '/nix/store',
  ]
  const store = python.file.startsWith('/nix/store/') ? ['/nix/store'] : []
  const bound = [...new Set([...readable, ...store, ...python.libraries, ...python.modules, python.file])]
  const room = (path: string): string[] => ['--perms', '1777', '--size', String(FILES_BYTES), '--tmpfs', path]
  // Left to itself, bubblewrap closes folders above a home folder to all but root.
  const above = [...new Set(bound.flatMap(path => parents(path)))].toSorted()
  return [
    ...above.flatMap(path => ['--perms', '0755', '--dir', path]),
    ...bound.toSorted().flatMap(path => ['--ro-bind-try', path, path]),
    ...['--dev', '/dev', '--symlink', WORK, '/tmp'],
    ...room(WORK),
    ...room('/dev/shm'),
    ...['--remount-ro', '/dev', '--remount-ro', '/', '--chdir', '/'],
  ]
}

function parents(path: string): string[] {
  const parent = dirname(path)
  return parent === '/' ? [] : [...parents(parent), parent]
}

/** Before Linux 5.14, the limit on processes counts those outside of the walls as well. */
async function countedBeside(): Promise<number> {
  const [major = 0, minor = 0] = release().split('.').map(Number)
  return major > 5 || (major === 5 && minor >= 14) || isRoot() ? 0 : (await tasksOfUser()) + 200
}
