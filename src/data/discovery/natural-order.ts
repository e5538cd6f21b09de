/** Orders names as people count: `test2` before `test10`; the same on every machine. */
export function naturalOrder(one: string, other: string): number {
  const [ones, others] = [pieces(one), pieces(other)]
  for (let place = 0; place < Math.min(ones.length, others.length); place++) {
    const order = compare(ones[place] ?? '', others[place] ?? '')
    if (order !== 0) return order
  }
  return ones.length - others.length || plain(one, other)
}

const pieces = (name: string): string[] => name.match(/\d+|\D+/g) ?? []

function compare(one: string, other: string): number {
  const numbers = /^\d/.test(one) && /^\d/.test(other)
  return numbers ? Number(one) - Number(other) : plain(one, other)
}

function plain(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}
