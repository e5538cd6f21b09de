import { openRows } from './row-source.js'
import { textPrompt } from './text-prompt.js'
import type { Workload } from './types.js'

/** Prompts of our own that ship with the package: English and Chinese, from one line to a page. */
export const builtin: Workload = {
  title: 'built-in prompts',
  open: async (options, context) => {
    const { builtinPrompts } = await import('./builtin-prompts.js')
    const toPrompt = (row: string) => textPrompt(row, context.chat)
    return openRows({ name: 'the built-in prompts', rows: builtinPrompts, toPrompt, readsPath: false }, options, context)
  },
}
