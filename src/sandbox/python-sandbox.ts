import { checkProgram } from './check-program.js'
import type { Launch } from './driver.js'
import { MOST_SOURCE } from './limits.js'
import { failure } from './outcomes.js'
import { type Place, Places } from './places.js'
import { limitsOf, ProgramDriver } from './program-driver.js'
import { tryProgram } from './run-program.js'
import { judgedTwice } from './twice.js'
import type { Broken, CheckOutcome, Checks, Program, ProgramSandbox, TierName, Trial, TrialOutcome } from './types.js'

export interface PythonSandboxSettings {
  tier: TierName
  about: string
  problem: string | null
  launch: () => Promise<Launch>
  atOnce: number
}

const unused = { cpuSeconds: 0, wallSeconds: 0 }
const tooLong = failure('compile', 'TooLong')
/** The program has ended what it ran in. */
const ending = failure('ended', 'its surroundings')

export class PythonSandbox implements ProgramSandbox {
  readonly tier: TierName
  readonly about: string
  readonly problem: string | null
  readonly #launch: () => Promise<Launch>
  readonly #places: Places
  readonly #running = new Set<ProgramDriver>()
  #closed = false

  constructor({ tier, about, problem, launch, atOnce }: PythonSandboxSettings) {
    this.tier = tier
    this.about = about
    this.problem = problem
    this.#launch = launch
    this.#places = new Places(atOnce)
  }

  async run(given: Program, trials: readonly Trial[], accept: (outcome: TrialOutcome, index: number) => boolean): Promise<Broken | null> {
    const program = withoutGiants(given)
    if (program.sources.length === 0) {
      trials.every((_, index) => accept({ ...unused, kind: 'failed', ...tooLong }, index))
      return null
    }
    return await this.#inPlace([program], async (place, [driver]) => {
      for (const [index, trial] of trials.entries()) {
        const outcome = await judgedTwice(place, () => tryProgram(driver, trial), { ...unused, kind: 'failed', ...ending })
        if (outcome.kind === 'broken') return outcome
        if (!accept(outcome, index)) return null
      }
      return null
    })
  }

  async check(given: Program, checks: Checks): Promise<CheckOutcome | Broken> {
    const program = withoutGiants(given)
    if (program.sources.length === 0) return { kind: 'failed', ...tooLong, passed: 0 }
    const tests: Program = { sources: [''], limits: limitsOf(program) }
    return await this.#inPlace([program, tests], (place, [driver, testsDriver]) =>
      judgedTwice<CheckOutcome>(place, () => checkProgram(driver, testsDriver, checks), { kind: 'failed', ...ending, passed: 0 }),
    )
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#running].map(driver => driver.shut()))
  }

  async #inPlace<Programs extends readonly Program[], Result>(
    programs: readonly [...Programs],
    work: (place: Place, drivers: { [Index in keyof Programs]: ProgramDriver }) => Promise<Result | Broken>,
  ): Promise<Result | Broken> {
    const place = await this.#places.take()
    const drivers = programs.map(program => new ProgramDriver(this.#launch, program)) as { [Index in keyof Programs]: ProgramDriver }
    try {
      if (this.#closed) return { kind: 'broken', reason: 'the sandbox is closed' }
      for (const driver of drivers) this.#running.add(driver)
      return await work(place, drivers)
    } finally {
      await Promise.all(drivers.map(driver => driver.end()))
      for (const driver of drivers) this.#running.delete(driver)
      place.give()
    }
  }
}

const withoutGiants = (program: Program): Program => ({
  ...program,
  sources: program.sources.filter(source => source.length <= MOST_SOURCE),
})
