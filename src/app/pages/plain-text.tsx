import { useState } from 'preact/hooks'
import { hidden, showCode } from '../../report/visible-text.js'
import { useWords } from './words/words.js'

/** Longer texts are cut until somebody asks for the rest: two megabytes take a browser seconds. */
const longestOpen = 20_000

/** What a model or a file says, as text: its line breaks stay, nothing in it is markup, and characters that could turn or hide a line show by their code. */
export function PlainText({ text, code = false }: { text: string; code?: boolean }) {
  const [whole, setWhole] = useState(false)
  const say = useWords()
  if (text.trim() === '') return <p class="none">{say('(nothing)')}</p>
  const cut = !whole && text.length > longestOpen
  return (
    <>
      <div class={`plain${code ? ' code' : ''}`}>
        <bdi>{visibleLines(cut ? text.slice(0, longestOpen) : text)}</bdi>
      </div>
      {cut && (
        <button type="button" class="quiet" onClick={() => setWhole(true)}>
          {say('Show all {count} characters', { count: text.length })}
        </button>
      )}
    </>
  )
}

export function visibleLines(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(hidden, character => (character === '\n' || character === '\t' ? character : showCode(character)))
}
