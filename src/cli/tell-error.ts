import type { Io } from './io.js'
import { plainText } from './plain-text.js'

/** The two lines that the user gets: what happened, and what to do. */
export function tellError({ message, hint }: { message: string; hint?: string | undefined }, { stderr }: Pick<Io, 'stderr'>): void {
  stderr.write(plainText(`error: ${message}\n${hint === undefined ? '' : `hint: ${hint}\n`}`))
}
