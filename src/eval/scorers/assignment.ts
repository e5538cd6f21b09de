/**
 * The largest sum of scores when each row is given at most one column and each column at most one row (Hungarian method, cubic in the
 * longer side). Returns the score of each of the `max(rows, columns)` places: 0 for one without a partner.
 */
export function bestAssignment(scores: readonly (readonly number[])[]): number[] {
  const size = Math.max(scores.length, ...scores.map(row => row.length))
  const cost = (row: number, column: number) => -(scores[row - 1]?.[column - 1] ?? 0)
  const rowOf = assign(size, cost)
  return Array.from({ length: size }, (_, column) => 0 - cost(rowOf[column + 1] ?? 0, column + 1))
}

/** For each column its row (both from 1) in the cheapest assignment, by shortest augmenting paths over reduced costs. */
function assign(size: number, cost: (row: number, column: number) => number): number[] {
  const rowOf = new Array<number>(size + 1).fill(0)
  const rowPrice = new Array<number>(size + 1).fill(0)
  const columnPrice = new Array<number>(size + 1).fill(0)
  for (let row = 1; row <= size; row++) augment(row)
  return rowOf

  function augment(row: number): void {
    const shortest = new Array<number>(size + 1).fill(Number.POSITIVE_INFINITY)
    const cameFrom = new Array<number>(size + 1).fill(0)
    const done = new Array<boolean>(size + 1).fill(false)
    rowOf[0] = row
    let column = 0
    while ((rowOf[column] ?? 0) !== 0) {
      done[column] = true
      column = step(column, shortest, cameFrom, done)
    }
    for (; column !== 0; column = cameFrom[column] ?? 0) rowOf[column] = rowOf[cameFrom[column] ?? 0] ?? 0
  }

  /** Looks from a column's row at all open columns, moves the prices, and gives the nearest one. */
  function step(from: number, shortest: number[], cameFrom: number[], done: readonly boolean[]): number {
    const row = rowOf[from] ?? 0
    const open = Array.from({ length: size }, (_, index) => index + 1).filter(column => !done[column])
    for (const column of open) {
      const length = cost(row, column) - (rowPrice[row] ?? 0) - (columnPrice[column] ?? 0)
      if (length >= (shortest[column] ?? 0)) continue
      shortest[column] = length
      cameFrom[column] = from
    }
    const nearest = open.reduce((best, column) => ((shortest[column] ?? 0) < (shortest[best] ?? 0) ? column : best), open[0] ?? 0)
    movePrices(shortest[nearest] ?? 0, shortest, done)
    return nearest
  }

  function movePrices(by: number, shortest: number[], done: readonly boolean[]): void {
    for (let column = 0; column <= size; column++) {
      if (done[column]) {
        const row = rowOf[column] ?? 0
        rowPrice[row] = (rowPrice[row] ?? 0) + by
        columnPrice[column] = (columnPrice[column] ?? 0) - by
      } else shortest[column] = (shortest[column] ?? 0) - by
    }
  }
}
