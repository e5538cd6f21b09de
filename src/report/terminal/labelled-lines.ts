import { displayWidth } from './display-width.js'
import { wrapText } from './wrap-text.js'

/** `label  value` lines with the values below each other, wrapped to the width and indented by two columns. Takes visible text. */
export function labelledLines(
  entries: readonly { label: string; value: string }[],
  width: number,
  style: (label: string) => string = label => label,
): string {
  const labelWidth = Math.min(
    Math.floor(width / 2),
    entries.reduce((widest, { label }) => Math.max(widest, displayWidth(label)), 0),
  )
  return entries.flatMap(({ label, value }) => entryLines(label, value, labelWidth, width, style)).join('\n')
}

function entryLines(label: string, value: string, labelWidth: number, width: number, style: (label: string) => string): string[] {
  const labels = wrapText(label, labelWidth)
  const values = wrapText(value, Math.max(8, width - labelWidth - 4))
  const height = Math.max(labels.length, values.length)
  return Array.from({ length: height }, (_, line) => {
    const left = labels[line] ?? ''
    const padding = ' '.repeat(labelWidth - displayWidth(left) + 2)
    return `  ${style(left)}${padding}${values[line] ?? ''}`.trimEnd()
  })
}
