import { UserError } from '../lib/errors.js'

/** A folder of the user's that is there, and has no file for the split that was asked for. */
export class MissingSplit extends UserError {
  override name = 'MissingSplit'

  /** @param subsets for which the folder does have a file of the split, by the names of its files */
  constructor(
    message: string,
    hint: string,
    readonly subsets: readonly string[],
  ) {
    super(message, hint)
  }
}
