import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { UserError } from '../../lib/errors.js'
import { systemCode, systemReason } from '../../lib/system-error.js'

/**
 * The bytes of a file, unpacked where the file begins as gzip does (whatever its name), without a UTF-8 byte order mark.
 * Holds one read at a time.
 *
 * @throws UserError that names the file, for one that is missing, unreadable, not a plain file, damaged, or UTF-16.
 */
export async function* readChunks(path: string): AsyncGenerator<Buffer> {
  try {
    const packed = await isGzip(path)
    yield* withoutMark(path, packed ? unpack(path) : createReadStream(path, { highWaterMark }))
  } catch (error) {
    throw error instanceof UserError ? error : readError(path, error)
  }
}

const highWaterMark = 256 * 1024

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  try {
    const stat = await file.stat()
    if (stat.isDirectory()) throw new UserError(`Cannot read ${path}: it is a folder.`, 'Name a file in it.')
    // A pipe could be read only once, and files are read from their beginning more than once.
    if (!stat.isFile()) throw new UserError(`Cannot read ${path}: it is not a plain file.`, 'Save the data to a file first.')
    const { bytesRead, buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await file.close()
  }
}

function unpack(path: string): AsyncIterable<Buffer> {
  const gunzip = createGunzip()
  // Errors of either end reach whoever iterates over `gunzip`.
  return pipeline(createReadStream(path, { highWaterMark }), gunzip, () => undefined)
}

async function* withoutMark(path: string, chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | null = Buffer.alloc(0)
  for await (const chunk of chunks) {
    if (head === null) {
      yield chunk
      continue
    }
    head = Buffer.concat([head, chunk])
    if (head.length < 3) continue
    yield beginning(path, head)
    head = null
  }
  if (head !== null && head.length > 0) yield beginning(path, head)
}

function beginning(path: string, head: Buffer): Buffer {
  const [first, second, third] = head
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new UserError(`Cannot read ${path}: it is UTF-16 text.`, 'Save it as UTF-8.')
  return first === 0xef && second === 0xbb && third === 0xbf ? head.subarray(3) : head
}

function readError(path: string, error: unknown): UserError {
  const code = systemCode(error)
  if (code === 'ENOENT')
    return new UserError(`No such file: ${path}`, 'Check the path; a relative one starts at the working folder.', { cause: error })
  if (code?.startsWith('Z_'))
    return new UserError(`Cannot unpack ${path}: ${zipReason(code)}.`, 'Fetch or pack the file again.', { cause: error })
  return new UserError(`Cannot read ${path}: ${systemReason(error)}.`, 'Give a file that this user may read.', { cause: error })
}

function zipReason(code: string): string {
  return code === 'Z_BUF_ERROR' ? 'the gzip data ends too early' : 'its gzip data is damaged'
}
