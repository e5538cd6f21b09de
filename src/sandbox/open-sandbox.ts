import { availableParallelism } from 'node:os'
import type { Launch } from './driver.js'
import { ProgramDriver } from './program-driver.js'
import { PythonSandbox } from './python-sandbox.js'
import { tryProgram } from './run-program.js'
import { bubblewrap } from './tiers/bubblewrap.js'
import { docker, podman } from './tiers/container.js'
import { processTier } from './tiers/process.js'
import type { Tier, Way } from './tiers/tier.js'
import type { Broken, ProgramSandbox, SandboxSettings } from './types.js'

/** The safest first. */
const tiers: readonly Tier[] = [bubblewrap, docker, podman, processTier]

/** A sandbox in the first tier that works on this machine, which is tried out before it is called one. */
export async function openSandbox(settings: SandboxSettings): Promise<ProgramSandbox> {
  const reasons: string[] = []
  for (const tier of tiers.filter(({ name }) => settings.only === undefined || settings.only === name)) {
    const ways = await tier.ways(settings)
    if (typeof ways === 'string') reasons.push(`${tier.name}: ${ways}`)
    else
      for (const way of ways) {
        const found = await tryOut(way)
        if ('python' in found) return sandboxOf(tier, way, found.python, settings)
        reasons.push(`${tier.name}: ${found.reason}`)
      }
  }
  return nowhere(reasons, settings)
}

const sandboxOf = (tier: Tier, way: Way, python: string, { atOnce }: SandboxSettings): ProgramSandbox =>
  new PythonSandbox({
    tier: tier.name,
    about: `${way.about}, Python ${python}`,
    problem: tier.warning,
    launch: way.launch,
    atOnce: atOnce ?? availableParallelism(),
  })

/** Modules that are not there before they are asked for, so that it is seen that they can be read. */
const TRIAL = 'import fractions, statistics, sys\nprint(".".join(str(part) for part in sys.version_info[:3]), fractions.Fraction(6, 4))'

async function tryOut({ launch }: { launch: () => Promise<Launch> }): Promise<{ python: string } | Broken> {
  const driver = new ProgramDriver(launch, { sources: [TRIAL] })
  try {
    const attempt = await tryProgram(driver, { kind: 'stdin', input: '' })
    if (attempt.kind !== 'result') return { kind: 'broken', reason: attempt.reason }
    const { result } = attempt
    if (result.kind === 'output' && result.text.endsWith(' 3/2\n')) return { python: result.text.split(' ')[0] ?? '' }
    return {
      kind: 'broken',
      reason: `Python does not work there (${result.kind === 'failed' ? (result.type ?? result.failure) : result.kind})`,
    }
  } finally {
    await driver.end()
  }
}

function nowhere(reasons: readonly string[], { allowUnsafeCode }: SandboxSettings): ProgramSandbox {
  const unsafe = allowUnsafeCode ? '' : ' Or allow them to run without walls: --allow-unsafe-code.'
  const problem = `There is nowhere to run programs: ${[...new Set(reasons)].join('; ')}. Install bubblewrap and python3 (apt-get install bubblewrap python3).${unsafe}`
  const broken: Broken = { kind: 'broken', reason: problem }
  return {
    tier: 'none',
    about: 'none',
    problem,
    run: async () => broken,
    check: async () => broken,
    close: async () => {},
  }
}
