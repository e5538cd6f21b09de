import { type ComponentType, createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import { PlainText, visibleLines } from './plain-text.js'

/** Whether texts are drawn as Markdown with formulas, or shown letter by letter. */
export const WritingContext = createContext<'drawn' | 'as-written'>('drawn')

/** Longer texts are shown as they are: a browser would take seconds to draw them. */
const longestDrawn = 20_000

/** What a model or a data set says. Drawing needs a script of its own, which is fetched with the first such text; until then it shows as written. */
export function ModelText({ text }: { text: string }) {
  const Rich = useRichText()
  const writing = useContext(WritingContext)
  if (Rich === null || writing === 'as-written' || text.trim() === '' || !canBeDrawn(text)) return <PlainText text={text} />
  return <Rich text={visibleLines(text)} />
}

/** Marks within marks beyond any sense: what is nested deeper than a parser goes would be lost. */
const tooDeep = /^(?:[ \t]*(?:>|[*+-][ \t]|\d{1,9}[.)][ \t])){9}|^ {60}/m

const canBeDrawn = (text: string): boolean => text.length <= longestDrawn && !tooDeep.test(text)

type Rich = ComponentType<{ text: string }>

let known: Rich | null = null

function useRichText(): Rich | null {
  const [rich, setRich] = useState<{ part: Rich } | null>(known === null ? null : { part: known })
  useEffect(() => {
    if (rich !== null) return
    let gone = false
    void import('./rich/rich-text.js').then(({ RichText }) => {
      known = RichText
      if (!gone) setRich({ part: RichText })
    })
    return () => {
      gone = true
    }
  }, [rich])
  return rich?.part ?? null
}
