import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { kill } from 'node:process'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'
import { systemReason } from '../lib/system-error.js'
import { Channel, type Frame } from './channel.js'

/** How a tier starts a driver. */
export interface Launch {
  file: string
  arguments: readonly string[]
  env: Readonly<NodeJS.ProcessEnv>
  /** Where the driver talks: a descriptor of its own, or standard input and output. */
  channel: 'descriptor' | 'standard'
  /** What stands to be read on descriptor 4. */
  filter: Buffer | null
  /** Whether its end is the end of all that it has started; otherwise it is asked first, by hanging up. */
  walled: boolean
  /** First message to the driver: who it is to become, where it works. */
  given: Readonly<Record<string, unknown>>
  /** Takes away what the driver may have left. */
  clean: () => Promise<void>
}

/** The driver did not do what was asked of it, and why. */
export class DriverFailure extends Error {
  override name = 'DriverFailure'

  constructor(
    message: string,
    /** It lives, and says so itself. */
    readonly says = false,
  ) {
    super(message)
  }
}

const MOST_PAYLOAD = 512 * 1024 * 1024
const MOST_COMPLAINT = 2000
const START_MS = 30_000
const LEAVE_MS = 5000

/** A Python process that forks one process for each trial. It stands inside of the walls. */
export class Driver {
  readonly #child: ChildProcess
  readonly #launch: Launch
  readonly #channel: Channel
  readonly #nonce = randomBytes(16).toString('hex')
  readonly #ended: Promise<void>
  #complaint = ''
  #fault: string | null = null

  private constructor(launch: Launch) {
    this.#launch = launch
    this.#child = start(launch)
    this.#ended = new Promise(resolve => {
      this.#child.once('close', () => resolve())
      this.#child.once('error', error => {
        this.#fault = systemReason(error)
        resolve()
      })
    })
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#complaint = (this.#complaint + chunk.toString()).slice(-MOST_COMPLAINT)
    })
    this.#channel = new Channel(ends(this.#child, launch), MOST_PAYLOAD)
  }

  /** A driver that is ready, and the version of its Python. Throws DriverFailure. */
  static async start(launch: Launch): Promise<{ driver: Driver; python: string }> {
    const driver = new Driver(launch)
    try {
      driver.send({ ...launch.given, nonce: driver.#nonce })
      const { header } = await driver.expect('ready', START_MS)
      return { driver, python: String(header.python) }
    } catch (error) {
      await driver.end()
      throw error
    }
  }

  send(header: Record<string, unknown>, payload: Buffer | string = ''): void {
    this.#channel.send(header, payload)
  }

  /** The next frame, which must be of a kind; throws DriverFailure where the driver says that it is broken, or nothing in time. */
  async expect(kind: string, withinMs: number): Promise<Frame> {
    const frame = await this.receive(withinMs)
    if (frame.header.kind !== kind) throw new DriverFailure(`unexpected ${String(frame.header.kind)}`)
    return frame
  }

  async receive(withinMs: number): Promise<Frame> {
    const frame = await this.#within(withinMs)
    if (frame === null) throw new DriverFailure(await this.#lastWords())
    if (frame.header.nonce !== this.#nonce) throw new DriverFailure('it speaks with another voice')
    if (frame.header.kind === 'broken') throw new DriverFailure(reasonOf(frame), true)
    return frame
  }

  /** Ends it and all that it has started. */
  async end(): Promise<void> {
    if (!this.#launch.walled) {
      this.#channel.end()
      await Promise.race([this.#ended, pause(LEAVE_MS)])
    }
    await this.#kill()
    for (const stream of this.#child.stdio) stream?.destroy()
    await this.#launch.clean()
  }

  // A process that cannot be ended must not hold up the run.
  async #kill(): Promise<void> {
    this.#endNow()
    await Promise.race([this.#ended, pause(LEAVE_MS)])
  }

  // Bubblewrap that was started by root has given up its right to end what has become another user.
  #endNow(): void {
    for (const pid of [...childrenOf(this.#child.pid), this.#child.pid]) if (pid !== undefined && this.#alive()) end(pid)
  }

  #alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  async #within(milliseconds: number): Promise<Frame | null> {
    const timer = setTimeout(() => {
      this.#fault ??= `it has not answered for ${Math.round(milliseconds / 1000)} seconds`
      this.#endNow()
    }, milliseconds)
    const frame = await this.#channel.receive()
    clearTimeout(timer)
    return frame
  }

  async #lastWords(): Promise<string> {
    await this.#kill()
    return this.#fault ?? (this.#complaint.trim() || 'it has ended')
  }
}

function childrenOf(pid: number | undefined): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  } catch {
    return []
  }
}

function end(pid: number): void {
  try {
    kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds).unref())

const brokenHeader = z.object({ reason: z.string() })

function reasonOf({ header }: Frame): string {
  const { data } = brokenHeader.safeParse(header)
  return data?.reason ?? 'it is broken'
}

function start({ file, arguments: words, env, channel, filter }: Launch): ChildProcess {
  const stdio =
    channel === 'standard'
      ? (['pipe', 'pipe', 'pipe'] as const)
      : (['ignore', 'ignore', 'pipe', 'pipe', filter === null ? 'ignore' : 'pipe'] as const)
  // In a session of its own, an interrupt from the keyboard reaches the run, and not the programs behind its back.
  const child = spawn(file, words, { stdio: [...stdio], env: { ...env }, cwd: '/', detached: true })
  const gate = child.stdio[4]
  if (filter !== null && isWritable(gate)) {
    gate.on('error', () => {})
    gate.end(filter)
  }
  return child
}

function ends(child: ChildProcess, { channel }: Launch): { source: Readable; sink: Writable } {
  const [source, sink] = channel === 'standard' ? [child.stdout, child.stdin] : [child.stdio[3], child.stdio[3]]
  if (!isReadable(source) || !isWritable(sink)) throw new DriverFailure('it has no channel')
  return { source, sink }
}

type Stdio = Readable | Writable | null | undefined

const isReadable = (stream: Stdio): stream is Readable => typeof stream === 'object' && stream !== null && 'read' in stream
const isWritable = (stream: Stdio): stream is Writable => typeof stream === 'object' && stream !== null && 'write' in stream
