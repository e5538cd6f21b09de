import { isObject, isText, type JsonObject, toJson } from './json.js'

/**
 * What an event says of a failure, or null where it says none: an `error` that is an object or a text, at the top, in `x_groq` or in
 * a choice (OpenRouter); an error object with nothing around it (llama.cpp's `error:` line, old vLLM, `event: error`); or a
 * choice that ends with finish_reason `error`.
 */
export function errorMessage(event: JsonObject, choices: unknown[]): string | null {
  if (isFault(event.error)) return describe(event.error)
  if (isObject(event.x_groq) && isFault(event.x_groq.error)) return describe(event.x_groq.error)
  if (choices.length > 0) return choiceError(choices)
  return isBareError(event) ? describe(event) : null
}

const isFault = (error: unknown): boolean => isText(error) || (typeof error === 'object' && error !== null)

function choiceError(choices: unknown[]): string | null {
  for (const choice of choices) {
    if (!isObject(choice)) continue
    if (isFault(choice.error)) return describe(choice.error)
    if (choice.finish_reason === 'error') return 'the answer ended with finish_reason "error"'
  }
  return null
}

/** An object without choices that has the words of an error; a `message` alone may be anything. */
function isBareError(event: JsonObject): boolean {
  if (event.object === 'error' || event.type === 'error') return true
  if (isText(event.detail) || isText(event.details)) return true
  return (
    isText(event.message) && (isCode(event.code) || isCode(event.error_code) || typeof event.status === 'number' || isErrorType(event.type))
  )
}

const isErrorType = (type: unknown): boolean => isText(type) && /error/i.test(type)

const isCode = (code: unknown): code is string | number => typeof code === 'number' || isText(code)

function describe(error: unknown): string {
  if (!isObject(error)) return shortened(isText(error) ? error : toJson(error))
  const message = [error.message, error.detail, error.details, error.msg, error.error].find(isText)
  if (message === undefined) return shortened(toJson(error))
  const code = [error.code, error.error_code, error.http_status_code, error.status, error.type].find(isCode)
  return shortened(code === undefined || message.includes(String(code)) ? message : `${message} (${code})`)
}

/** Longer than what is shown of it, so that secrets can still be known in it. */
const LONGEST = 2000

const shortened = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`)
