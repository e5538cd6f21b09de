import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

interface ScrollRegionProps {
  label: string
  class?: string
  children: ComponentChildren
}

/** Content that scrolls sideways within itself where it is too wide; then, and only then, the keyboard reaches it. */
export function ScrollRegion({ label, class: name = 'table-scroll', children }: ScrollRegionProps) {
  const region = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const element = region.current
    if (element === null) return
    const observer = new ResizeObserver(() => {
      if (element.scrollWidth > element.clientWidth || element.scrollHeight > element.clientHeight) element.tabIndex = 0
      else element.removeAttribute('tabindex')
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return (
    <section class={name} aria-label={label} ref={region}>
      {children}
    </section>
  )
}
