/**
 * An error that the user can mend before a request is sent: shown as two lines (what happened and to what; what to do),
 * without a stack, exit code 2. Anything else that is thrown is a bug of ours.
 */
export class UserError extends Error {
  override name = 'UserError'

  constructor(
    message: string,
    readonly hint?: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
