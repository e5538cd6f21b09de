import { useEffect } from 'preact/hooks'
import { go } from './address.js'

/** Keys that lead to other views, where nobody is typing. */
export function useKeys(ways: Readonly<Record<string, string | null>>): void {
  useEffect(() => {
    const follow = (event: KeyboardEvent) => {
      const href = ways[event.key]
      if (!href || isTyping(event.target) || event.metaKey || event.ctrlKey || event.altKey) return
      event.preventDefault()
      go(href)
    }
    addEventListener('keydown', follow)
    return () => removeEventListener('keydown', follow)
  })
}

/** Regions that scroll sideways need the arrow keys for themselves. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLElement && target.tabIndex === 0 && target.scrollWidth > target.clientWidth
}
