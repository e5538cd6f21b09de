import { flagTable } from './flag-table.js'
import { noForeignFlags } from './foreign-flags.js'
import type { VerbPage } from './options-page.js'
import type { Verb } from './verbs/types.js'

/** What the options page tells of each verb, from its schema. */
export function verbPages(verbs: readonly Verb[]): Promise<VerbPage[]> {
  return Promise.all(verbs.map(pageOf))
}

async function pageOf(verb: Verb): Promise<VerbPage> {
  const { options } = await verb.load()
  const { name, summary, foreign = noForeignFlags, positionals } = verb
  return { name, summary, flags: flagTable(options), foreign, ...(positionals !== undefined && { positionals }) }
}
