import { signOf } from './ball.js'
import type { Effort } from './limits.js'
import { constantValue } from './sample.js'
import { difference, type Node } from './tree.js'

/** An end of an interval; `at` is null at infinity. */
export interface End {
  at: Node | null
  closed: boolean
}

export interface Interval {
  from: End
  to: End
}

/** Not expressible as a union of intervals whose ends are known numbers. */
export class NotASet extends Error {}

export const infinite: End = { at: null, closed: false }
export const everything: Interval = { from: infinite, to: infinite }

/** Sorted, overlapping and touching ones joined, empty ones dropped. */
export function merged(set: readonly Interval[], effort: Effort): Interval[] {
  const sorted = set.filter(interval => !isEmpty(interval, effort)).sort((a, b) => compareFrom(a.from, b.from, effort))
  const result: Interval[] = []
  for (const interval of sorted) {
    const last = result.at(-1)
    if (last === undefined || !touches(last.to, interval.from, effort)) result.push(interval)
    else if (compareTo(interval.to, last.to, effort) > 0) result.splice(-1, 1, { from: last.from, to: interval.to })
  }
  return result
}

function isEmpty({ from, to }: Interval, effort: Effort): boolean {
  if (from.at === null || to.at === null) return false
  const order = orderOf(from.at, to.at, effort)
  return order > 0 || (order === 0 && !(from.closed && to.closed))
}

function touches(to: End, from: End, effort: Effort): boolean {
  if (to.at === null || from.at === null) return true
  const order = orderOf(from.at, to.at, effort)
  return order < 0 || (order === 0 && (to.closed || from.closed))
}

export function complement(set: readonly Interval[]): Interval[] {
  const result: Interval[] = []
  let from: End = infinite
  let open = true
  for (const interval of set) {
    if (interval.from.at !== null) result.push({ from, to: { at: interval.from.at, closed: !interval.from.closed } })
    open = interval.to.at !== null
    from = { at: interval.to.at, closed: !interval.to.closed }
  }
  return open ? [...result, { from, to: infinite }] : result
}

export function intersection(a: readonly Interval[], b: readonly Interval[], effort: Effort): Interval[] {
  const both = a.flatMap(x =>
    b.map(y => ({
      from: compareFrom(x.from, y.from, effort) > 0 ? x.from : y.from,
      to: compareTo(x.to, y.to, effort) < 0 ? x.to : y.to,
    })),
  )
  return both.filter(interval => !isEmpty(interval, effort))
}

function compareFrom(a: End, b: End, effort: Effort): number {
  if (a.at === null || b.at === null) return a.at === b.at ? 0 : a.at === null ? -1 : 1
  const order = orderOf(a.at, b.at, effort)
  return order !== 0 || a.closed === b.closed ? order : a.closed ? -1 : 1
}

function compareTo(a: End, b: End, effort: Effort): number {
  if (a.at === null || b.at === null) return a.at === b.at ? 0 : a.at === null ? 1 : -1
  const order = orderOf(a.at, b.at, effort)
  return order !== 0 || a.closed === b.closed ? order : a.closed ? 1 : -1
}

function orderOf(a: Node, b: Node, effort: Effort): number {
  const value = constantValue(difference(a, b), effort)
  if (value === null) throw new NotASet()
  return signOf(value) ?? 0
}
