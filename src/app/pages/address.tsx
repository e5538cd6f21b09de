import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'

/** What the browser's address bar says: every view has its own address. */
export interface Address {
  /** Decoded parts of the path. */
  path: string[]
  query: URLSearchParams
}

export function useAddress(): Address {
  const [href, setHref] = useState(location.pathname + location.search)
  useEffect(() => {
    const follow = () => setHref(location.pathname + location.search)
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  const url = new URL(href, location.origin)
  return { path: url.pathname.split('/').filter(Boolean).map(decoded), query: url.searchParams }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

/** Goes to a view. `replace`: the way back does not lead over the view that is left (while words are typed into a search). */
export function go(href: string, { replace = false } = {}): void {
  if (replace) history.replaceState(null, '', href)
  else {
    history.pushState(null, '', href)
    scrollTo(0, 0)
  }
  dispatchEvent(new PopStateEvent('popstate'))
}

/** A path of encoded parts, with those query values that are set. */
export function to(parts: string[], query: Record<string, string | number | null | undefined> | URLSearchParams = {}): string {
  const entries = query instanceof URLSearchParams ? [...query] : Object.entries(query)
  const words = new URLSearchParams()
  for (const [name, value] of entries) if (value !== null && value !== undefined && value !== '') words.append(name, String(value))
  const search = words.toString()
  return `/${parts.map(encodeURIComponent).join('/')}${search === '' ? '' : `?${search}`}`
}

/** The query less one of its values. */
export function without(query: URLSearchParams, name: string): URLSearchParams {
  return new URLSearchParams([...query].filter(([key]) => key !== name))
}

interface LinkProps {
  href: string
  children: ComponentChildren
  class?: string
  current?: boolean
  label?: string
}

/** A real link, so that it can be opened elsewhere and copied; a plain click stays in this page. */
export function Link({ href, children, class: name, current = false, label }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(href)
  }
  return (
    <a href={href} class={name} aria-current={current ? 'page' : undefined} aria-label={label} onClick={follow}>
      {children}
    </a>
  )
}
