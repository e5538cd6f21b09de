import { readJson } from '../../data/local/read-json.js'
import { UserError } from '../../lib/errors.js'
import { filePath, type PublishedFile } from './file-path.js'
import { openRows } from './row-source.js'
import { textPrompt } from './text-prompt.js'
import type { Workload } from './types.js'

export interface FieldRows {
  name: string
  title: string
  /** The field of each row that holds the prompt. */
  field: string
  published: PublishedFile
}

/** A workload over JSON objects (an array, or one a line) in which one field is the prompt. */
export function fieldRows({ name, title, field, published }: FieldRows): Workload {
  return {
    title,
    open: async (options, context) => {
      const { path, notes } = await filePath(name, options, context, published)
      return openRows(
        { name: path, rows: fieldTexts(path, field), toPrompt: row => textPrompt(row, context.chat), readsPath: true, notes },
        options,
        context,
      )
    },
  }
}

async function* fieldTexts(path: string, field: string): AsyncGenerator<string> {
  for await (const { value, line } of readJson(path)) {
    const text = typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === field)?.[1] : undefined
    if (typeof text !== 'string' || text.trim() === '')
      throw new UserError(
        `${path}, line ${line}: the row has no text in its field "${field}".`,
        `Each row must be an object like {"${field}": "…"}.`,
      )
    yield text
  }
}
