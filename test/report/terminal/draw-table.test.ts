import { expect, test } from 'vitest'
import { drawTable } from '../../../src/report/terminal/draw-table.js'
import { paint } from '../../../src/report/terminal/paint.js'

const columns = ['Dataset', 'Metric', 'Subset', 'Num', 'Score'].map(title => ({ title }))
const section = (rows: (string | number)[][], grouped: boolean) =>
  ({ kind: 'table', id: 'scores', title: 'Scores', columns, rows, ...(grouped && { grouped }) }) as const

test('lines stand between groups only', () => {
  const rows = ['a', 'a', 'b', 'b', 'c'].map((name, row) => [name, 'Accuracy', `subset ${row}`, row, 0.5])
  expect(drawTable(section(rows, true), 100, paint(false))).toMatchInlineSnapshot(`
    "┌─────────┬──────────┬──────────┬─────┬───────┐
    │ Dataset │ Metric   │ Subset   │ Num │ Score │
    ├─────────┼──────────┼──────────┼─────┼───────┤
    │ a       │ Accuracy │ subset 0 │   0 │ 0.500 │
    │ a       │ Accuracy │ subset 1 │   1 │ 0.500 │
    ├─────────┼──────────┼──────────┼─────┼───────┤
    │ b       │ Accuracy │ subset 2 │   2 │ 0.500 │
    │ b       │ Accuracy │ subset 3 │   3 │ 0.500 │
    ├─────────┼──────────┼──────────┼─────┼───────┤
    │ c       │ Accuracy │ subset 4 │   4 │ 0.500 │
    └─────────┴──────────┴──────────┴─────┴───────┘"
  `)
})

// As one row of the table, a group of this size takes minutes.
test('a group of hundreds of rows is drawn at once', () => {
  const rows = Array.from({ length: 400 }, (_, row) => ['multi', `Metric ${row % 30}`, `subset ${row % 8}`, row, 0.5])
  expect(drawTable(section(rows, false), 100, paint(false)).split('\n')).toHaveLength(404)
})
