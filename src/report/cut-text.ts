/** What stands at the end of a text that was cut. */
export const cutMark = / … \((\d+) more characters\)$/

/** The beginning of a text, and how much more there is; `leftOut` is what was cut from it before. */
export const cutText = (text: string, length: number, leftOut = 0): string =>
  text.length <= length ? text : `${text.slice(0, length)} … (${text.length - length + leftOut} more characters)`
