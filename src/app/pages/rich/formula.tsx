import katex from 'katex'
import 'katex/dist/katex.min.css'
import { useLayoutEffect, useRef } from 'preact/hooks'

/**
 * A formula as KaTeX draws it: elements that it makes itself, so that nothing in the formula is read as markup. Commands that would load
 * or link something are refused (`trust`), runaway macros and sizes are cut.
 */
export function Formula({ text, display }: { text: string; display: boolean }) {
  const place = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return
    try {
      katex.render(text, element, {
        displayMode: display,
        throwOnError: true,
        trust: false,
        strict: 'ignore',
        errorColor: 'inherit',
        maxSize: 20,
        maxExpand: 200,
      })
    } catch {
      // No formula after all: it shows as it was written.
      element.replaceChildren(text)
    }
  }, [text, display])
  return <span ref={place} class={display ? 'formula display' : 'formula'} />
}
