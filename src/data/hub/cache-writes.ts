import { UserError } from '../../lib/errors.js'
import { systemCode, systemReason } from '../../lib/system-error.js'

/** Work that writes into a cache; what the disk refuses becomes words. */
export async function cacheWrites<Value>(folder: string, variable: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof UserError || systemCode(cause) === null) throw cause
    throw new UserError(
      `Cannot write into the cache ${folder}: ${systemReason(cause)}.`,
      `Free some space, or name another folder in ${variable}.`,
      { cause },
    )
  }
}
