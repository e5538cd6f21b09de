/** An answer that begins with `<think>…</think>` in its text, taken apart; a template may have sent the opening tag itself. */
export function splitThinking(text: string): { thinking: string; answer: string } {
  const end = text.indexOf('</think>')
  const opened = /^\s*<think>/.exec(text)
  if (end === -1) return opened === null ? { thinking: '', answer: text } : { thinking: text.slice(opened[0].length), answer: '' }
  return { thinking: text.slice(opened?.[0].length ?? 0, end).trim(), answer: text.slice(end + '</think>'.length).trim() }
}
