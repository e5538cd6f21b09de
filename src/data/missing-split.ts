import { UserError } from '../lib/errors.js'

/** A folder of the user's that is there, and has no file for the split that was asked for. */
export class MissingSplit extends UserError {
  override name = 'MissingSplit'
}
