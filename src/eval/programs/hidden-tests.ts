import { promisify } from 'node:util'
import { inflate, inflateSync } from 'node:zlib'
import { z } from 'zod'
import { PickleError, pickledText } from './pickled-text.js'

/** A test of a program, as the data has it. */
const programTest = z.object({ input: z.string(), output: z.string(), testtype: z.enum(['stdin', 'functional']).optional() })

const programTests = z.array(programTest)

export type ProgramTest = z.output<typeof programTest>

/** Tests that are not tests: says what they are instead. */
export class TestsError extends Error {}

/** Bytes that the tests of one problem may have once they are unpacked. */
const MOST_BYTES = 512 * 1024 * 1024

const inflated = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate)

/** How tests stand in a column: as JSON, or packed as a text within a pickle, zlib and base64. */
type Packed = { form: 'json'; bytes: Buffer } | { form: 'pickle'; bytes: Buffer }

/** Where packed tests are kept until they are needed. */
export interface TestShelf {
  put(bytes: Buffer): () => Buffer
}

const inMemory: TestShelf = { put: bytes => () => bytes }

/** Tests that no one is shown: packed until an answer is judged, for those of a large data set would not fit into memory otherwise. */
export class HiddenTests {
  constructor(
    readonly count: number,
    readonly kinds: ReadonlySet<ProgramTest['testtype']>,
    readonly form: Packed['form'],
    private readonly packed: () => Buffer,
  ) {}

  /** Reads and checks a column once. @throws TestsError */
  static of(column: unknown, shelf: TestShelf = inMemory, mostBytes = MOST_BYTES): HiddenTests {
    const packed = packedOf(column)
    const tests = testsIn(packed.form === 'json' ? packed.bytes.toString('utf8') : unpickled(inflateNow(packed.bytes, mostBytes)))
    return new HiddenTests(tests.length, new Set(tests.map(test => test.testtype)), packed.form, shelf.put(packed.bytes))
  }

  /** The tests, unpacked anew while everything else waits. */
  readNow(): ProgramTest[] {
    const bytes = this.packed()
    return testsIn(this.form === 'json' ? bytes.toString('utf8') : unpickled(inflateNow(bytes, MOST_BYTES)))
  }

  /** The tests, unpacked anew. */
  async read(): Promise<ProgramTest[]> {
    const bytes = this.packed()
    if (this.form === 'json') return testsIn(bytes.toString('utf8'))
    return testsIn(unpickled(await inflated(bytes, { maxOutputLength: MOST_BYTES })))
  }
}

const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/

function packedOf(column: unknown): Packed {
  if (column === null || column === undefined) return { form: 'json', bytes: Buffer.from('[]') }
  if (typeof column !== 'string') return { form: 'json', bytes: Buffer.from(JSON.stringify(column)) }
  const text = column.trim()
  if (text === '') return { form: 'json', bytes: Buffer.from('[]') }
  if (text.startsWith('[')) return { form: 'json', bytes: Buffer.from(text) }
  if (!BASE64.test(text)) throw new TestsError('are neither a JSON list nor base64')
  return { form: 'pickle', bytes: Buffer.from(text, 'base64') }
}

function inflateNow(bytes: Buffer, mostBytes: number): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: mostBytes })
  } catch (error) {
    const tooLarge = error instanceof RangeError
    throw new TestsError(
      tooLarge ? `are larger than ${mostBytes / 1024 / 1024} MiB once unpacked` : 'are base64, but not of something that zlib packed',
    )
  }
}

function unpickled(bytes: Buffer): string {
  try {
    return pickledText(bytes)
  } catch (error) {
    if (error instanceof PickleError) throw new TestsError(`are a pickle that is refused: it ${error.message}`)
    throw error
  }
}

function testsIn(text: string): ProgramTest[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new TestsError('are no JSON')
  }
  const read = programTests.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new TestsError(`are not a list of tests with input and output (${issue?.path.join('.')}: ${issue?.message})`)
}
