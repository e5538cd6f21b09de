import { arch, availableParallelism, platform, release, totalmem } from 'node:os'
import { version } from '../lib/version.js'

/** The machine that made the load: figures are comparable only where this is too. */
export function environment(): Record<string, string | number> {
  return {
    evalscopeTs: version,
    node: process.versions.node,
    system: `${platform()} ${release()} ${arch()}`,
    cores: availableParallelism(),
    memoryGib: Math.round(totalmem() / 2 ** 30),
  }
}
