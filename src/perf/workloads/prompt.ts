import { resolve } from 'node:path'
import { readText } from '../../data/local/read-text.js'
import { UserError } from '../../lib/errors.js'
import { openRows } from './row-source.js'
import { textPrompt } from './text-prompt.js'
import type { Workload } from './types.js'

/** The same prompt for every request: `--prompt TEXT`, or `--prompt @FILE`. */
export const prompt: Workload = {
  title: 'one prompt for every request',
  open: async (options, context) => {
    const text = await promptText(options.prompt ?? '', context.cwd)
    return openRows({ name: '--prompt', rows: [text], toPrompt: row => textPrompt(row, context.chat), readsPath: false }, options, context)
  },
}

async function promptText(value: string, cwd: string): Promise<string> {
  if (value.startsWith('@')) return readText(resolve(cwd, value.slice(1)))
  if (value.trim() === '') throw new UserError('--prompt is empty.', 'Give a text, or @FILE for the text of a file.')
  return value
}
