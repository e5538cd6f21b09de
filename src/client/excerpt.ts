/** A text on one line. It is kept longer than it is shown: secrets are taken out first, and one that was cut in two would not be known. */
export function excerpt(text: string): string {
  return cut(text.replace(/\s+/g, ' ').trim(), LONGEST_KEPT)
}

/** Cut to a length that fits a table. */
export function shown(line: string): string {
  return cut(line, LONGEST_SHOWN)
}

const LONGEST_KEPT = 2000
const LONGEST_SHOWN = 300

const cut = (line: string, length: number): string => (line.length <= length ? line : `${line.slice(0, length - 1)}…`)
