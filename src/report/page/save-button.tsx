import { csvTable } from '../formats/csv.js'
import type { TableSection } from '../types.js'
import { useWords } from './words.js'

type SavedTable = Pick<TableSection, 'columns' | 'rows' | 'title'>

/** Saves a table for spreadsheets and scripts. `table` is made when it is asked for. */
export function SaveButton({ title, table }: { title: string; table(): SavedTable | Promise<SavedTable> }) {
  const say = useWords()
  const save = async () => {
    const made = await table()
    saveFile(`${fileName(made.title)}.csv`, csvTable(made))
  }
  return (
    <button type="button" class="save" aria-label={say('Save as CSV: {title}', { title })} onClick={() => void save()}>
      {say('Save as CSV')}
    </button>
  )
}

/** Letters and digits of any script stay. */
const fileName = (title: string): string =>
  title
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80) || 'table'

/** The mark at its beginning tells spreadsheets that it is UTF-8. */
function saveFile(name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([`\ufeff${text}`], { type: 'text/csv;charset=utf-8' }))
  link.download = name
  link.click()
  // The browser needs the address until it has begun to save.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
