import { parseJson } from '../lib/parse-json.js'
import type { BodyFault, BodyReader } from './body-reader.js'
import { excerpt } from './excerpt.js'
import type { FailureKind } from './failure-kinds.js'
import { errorMessage } from './protocols/error-message.js'
import { isObject } from './protocols/json.js'

/** A body that no answer is read from (an error status, an unknown type): only its beginning is kept. */
export class ExcerptReader implements BodyReader {
  readonly doneAt = null
  #chunks: Buffer[] = []
  #bytes = 0

  constructor(
    private readonly kind: FailureKind,
    private readonly prefix: string,
    /** False where its bytes are no words. */
    private readonly readable = true,
  ) {}

  read(chunk: Buffer): void {
    if (this.readable && this.#bytes < KEPT_BYTES) this.#chunks.push(chunk.subarray(0, KEPT_BYTES - this.#bytes))
    this.#bytes += chunk.length
  }

  finish(): BodyFault {
    const body = wordsOf(Buffer.concat(this.#chunks).toString('utf8'))
    return { kind: this.kind, detail: body === '' ? this.prefix : excerpt(`${this.prefix}: ${body}`) }
  }
}

const KEPT_BYTES = 4096

/** The message of an error body, the text of a web page without its tags, or the body itself. */
function wordsOf(body: string): string {
  const parsed = parseJson(body)
  if (isObject(parsed)) return errorMessage(parsed, []) ?? body
  if (!/<(html|body|!doctype)/i.test(body)) return body
  return body.replace(/<(style|script|head)[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]*>/g, ' ')
}
