import { readLines } from '../../data/local/read-lines.js'
import { filePath } from './file-path.js'
import { openRows } from './row-source.js'
import { textPrompt } from './text-prompt.js'
import type { Workload } from './types.js'

/** Each line that is not blank is one prompt, whatever it looks like. */
export const custom: Workload = {
  title: 'lines of a text file',
  open: async (options, context) => {
    const { path } = await filePath('custom', options, context, null)
    return openRows({ name: path, rows: texts(path), toPrompt: row => textPrompt(row, context.chat), readsPath: true }, options, context)
  },
}

async function* texts(path: string): AsyncGenerator<string> {
  for await (const { text } of readLines(path)) yield text
}
