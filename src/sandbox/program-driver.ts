import type { Frame } from './channel.js'
import { Driver, DriverFailure, type Launch } from './driver.js'
import { defaultLimits, RECURSION_LIMIT } from './limits.js'
import type { Attempt } from './twice.js'
import type { Broken, Limits, Program } from './types.js'

const PREPARE_MS = 60_000
/** How much later than the trial's own limit an answer may come, files and processes cleared away. */
const LATER_MS = 30_000

export const limitsOf = ({ limits }: Program): Limits => ({ ...defaultLimits, ...limits })

/** A driver with one program, started when it is needed and again where it has ended. */
export class ProgramDriver {
  readonly #launch: () => Promise<Launch>
  readonly #program: Program
  readonly limits: Limits
  #driver: Driver | null = null
  #shut = false

  constructor(launch: () => Promise<Launch>, program: Program) {
    this.#launch = launch
    this.#program = program
    this.limits = limitsOf(program)
  }

  /** Has the driver do something. What ends while it does is not there the next time. */
  async attempt<Result>(work: (driver: Driver) => Promise<Attempt<Result>>): Promise<Attempt<Result>> {
    const driver = await this.ready()
    if (!(driver instanceof Driver)) return driver
    try {
      return await work(driver)
    } catch (error) {
      return await this.failed(error)
    }
  }

  /** Sends an order; its outcome comes within the limits. */
  async order(driver: Driver, header: Record<string, unknown>, payload: string): Promise<Frame> {
    driver.send(header, payload)
    return await driver.expect('outcome', this.patience)
  }

  get patience(): number {
    return this.limits.wallSeconds * 1000 + LATER_MS
  }

  async ready(): Promise<Driver | Broken> {
    try {
      if (!this.#shut) this.#driver ??= await this.#prepared()
      if (this.#shut || this.#driver === null) {
        await this.end()
        return { kind: 'broken', reason: 'the sandbox is closed' }
      }
      return this.#driver
    } catch (error) {
      return { kind: 'broken', reason: messageOf(error) }
    }
  }

  async failed(error: unknown): Promise<{ kind: 'died'; reason: string } | Broken> {
    await this.end()
    const reason = messageOf(error)
    return error instanceof DriverFailure && error.says ? { kind: 'broken', reason } : { kind: 'died', reason }
  }

  /** Ends the driver, and there will be no other. */
  async shut(): Promise<void> {
    this.#shut = true
    await this.end()
  }

  async end(): Promise<void> {
    const driver = this.#driver
    this.#driver = null
    await driver?.end()
  }

  async #prepared(): Promise<Driver> {
    const { driver } = await Driver.start(await this.#launch())
    const { sources, prelude = '', launch = '' } = this.#program
    const { cpuSeconds, wallSeconds, memoryBytes, outputBytes, processes } = this.limits
    const limits = { cpu: cpuSeconds, wall: wallSeconds, memory: memoryBytes, output: outputBytes, processes, recursion: RECURSION_LIMIT }
    try {
      driver.send({ kind: 'load' }, JSON.stringify({ sources, prelude, launch, limits }))
      await driver.expect('prepared', PREPARE_MS)
      return driver
    } catch (error) {
      await driver.end()
      throw error
    }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
