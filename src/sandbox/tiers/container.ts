import { askCommand } from '../ask-command.js'
import type { Launch } from '../driver.js'
import { findCommands } from '../find-commands.js'
import { defaultLimits, FILES_BYTES } from '../limits.js'
import { driverPython } from '../python/driver.js'
import { pythonEnv, pythonWords } from '../python.js'
import { freeUser } from '../users.js'
import { PROGRAM_NICENESS, type Tier } from './tier.js'

const IMAGE = 'docker.io/library/python:3.11-slim'
const WORK = '/work'

export const docker = containerTier('docker')
export const podman = containerTier('podman')

/** A container for each driver: no network, nothing to write but two places in memory, an ordinary user, no abilities. */
function containerTier(name: 'docker' | 'podman'): Tier {
  return {
    name,
    warning: null,
    async ways({ env }) {
      const [file] = await findCommands(name, env)
      if (file === undefined) return `there is no ${name} on the search path`
      const service = await askCommand(file, ['info', '--format', name === 'docker' ? '{{.ServerVersion}}' : '{{.Version.Version}}'], env)
      const version = service.stdout.trim()
      if (!service.ok || version === '') return `${name} is installed, but does not work (${lastLine(service.complaint)})`
      const image = await askCommand(file, ['image', 'inspect', IMAGE], env)
      if (!image.ok) return `${name} has no image for Python: ${name} pull ${IMAGE}`
      return [{ about: `${name} ${version}`, launch: () => launchOf(file, env) }]
    },
  }
}

async function launchOf(file: string, env: Readonly<NodeJS.ProcessEnv>): Promise<Launch> {
  const room = `rw,nosuid,nodev,size=${FILES_BYTES},mode=1777`
  const user = await freeUser()
  const { memoryBytes, processes } = defaultLimits
  // What all processes of a container hold together, and the two places in memory.
  const memory = String(memoryBytes + 2 * FILES_BYTES)
  return {
    file,
    arguments: [
      ...['run', '--rm', '--interactive', '--network', 'none', '--read-only', '--ipc', 'private', '--user', `${user}:${user}`],
      ...['--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--pids-limit', String(2 * processes)],
      ...['--memory', memory, '--memory-swap', memory, '--shm-size', String(FILES_BYTES), '--tmpfs', `${WORK}:${room}`],
      ...Object.entries({ ...pythonEnv, HOME: WORK, TMPDIR: WORK }).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ...['--workdir', WORK, '--entrypoint', 'python3', IMAGE, ...pythonWords(driverPython, 0, 1)],
    ],
    // The command is the user's own, and finds its service by what stands there. Nothing of it gets into the container.
    env,
    channel: 'standard',
    filter: null,
    walled: false,
    given: { work: WORK, clear: [WORK, '/dev/shm'], path: [], nice: PROGRAM_NICENESS, others: 0 },
    clean: async () => {},
  }
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.slice(0, 200) ?? ''
