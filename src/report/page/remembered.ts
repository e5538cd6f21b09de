/** What the reader chose before; null where nothing is remembered, or the browser does not let pages remember (a file that was opened, a private window). */
export function recall<Value extends string>(name: string, allowed: readonly Value[]): Value | null {
  try {
    const value = localStorage.getItem(`evalscope-ts.${name}`)
    return allowed.find(known => known === value) ?? null
  } catch {
    return null
  }
}

export function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`evalscope-ts.${name}`, value)
  } catch {
    // The choice then holds until the page is left.
  }
}
