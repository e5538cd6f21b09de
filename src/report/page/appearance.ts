import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { recall, remember } from './remembered.js'

const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** What charts must know to draw themselves: canvases do not follow style sheets. */
export interface Appearance {
  theme: Theme
  /** While a print is made: always light, and narrow enough for a sheet. */
  printing: boolean
}

/** The reader's choice of theme, at first the system's; the page's `data-theme` follows it. */
export function useAppearance(): { appearance: Appearance; toggleTheme: () => void } {
  const system: Theme = useMedia('(prefers-color-scheme: dark)') ? 'dark' : 'light'
  const printing = usePrinting()
  const [chosen, choose] = useState<Theme | null>(() => recall('theme', themes))
  const theme = chosen ?? system
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  return {
    appearance: { theme: printing ? 'light' : theme, printing },
    toggleTheme: () => {
      const other = theme === 'dark' ? 'light' : 'dark'
      remember('theme', other)
      choose(other)
    },
  }
}

function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const media = matchMedia(query)
    const update = () => setMatches(media.matches)
    media.addEventListener('change', update)
    return () => media.removeEventListener('change', update)
  }, [query])
  return matches
}

function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    const begin = () => setPrinting(true)
    const end = () => setPrinting(false)
    addEventListener('beforeprint', begin)
    addEventListener('afterprint', end)
    return () => {
      removeEventListener('beforeprint', begin)
      removeEventListener('afterprint', end)
    }
  }, [])
  return printing
}
