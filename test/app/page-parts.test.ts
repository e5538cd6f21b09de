import { describe, expect, test } from 'vitest'
import { configDifference } from '../../src/app/pages/config-difference.js'
import { type Heard, liveCharts } from '../../src/app/pages/live-charts.js'
import { overlayCharts } from '../../src/app/pages/overlay-charts.js'
import { type Piece, parseMarkdown } from '../../src/app/pages/rich/parse-markdown.js'
import type { ChartSection, Report } from '../../src/report/types.js'

/** `type(inner)` for elements, texts as they are. */
function outline(pieces: readonly Piece[]): string {
  return pieces
    .map(piece =>
      typeof piece === 'string'
        ? piece
        : `${piece.token.type.replace(/_open$/, '')}(${piece.pieces.length > 0 ? outline(piece.pieces) : piece.token.content})`,
    )
    .join('')
}

const drawn = (text: string): string => outline(parseMarkdown(text))

describe('a text', () => {
  test.each([
    ['It costs $5 and $10.', 'paragraph(It costs $5 and $10.)'],
    ['so $x=1$ holds', 'paragraph(so math(x=1) holds)'],
    ['so \\(a\\_b\\) and $$c$$', 'paragraph(so math(a\\_b) and math(c))'],
    ['$$\na\n$$', 'math_block(a)'],
    ['\\[ a\\\\b \\]', 'math_block(a\\\\b)'],
    ['open $x and\n\nend$', 'paragraph(open $x and)paragraph(end$)'],
    ['`$x$` and \\$y\\$', 'paragraph(code_inline($x$) and $y$)'],
    ['- a\n- b', 'bullet_list(list_item(a)list_item(b))'],
    ['<b onclick=x>no</b>', 'paragraph(<b onclick=x>no</b>)'],
    ['[a](javascript:x) [b](http://c/)', 'paragraph([a](javascript:x) link(b))'],
    ['one\ntwo', 'paragraph(onesoftbreak()two)'],
  ])('%j becomes elements: %s', (text, expected) => {
    expect(drawn(text)).toBe(expected)
  })

  test('has at most 400 formulas; those beyond stay as they were written', () => {
    const text = drawn('$x$ '.repeat(401).trim())
    expect(text.match(/math\(x\)/g)).toHaveLength(400)
    expect(text).toMatch(/\$x\$\)$/)
  })

  test.each(['$a'.repeat(9000), '['.repeat(19_000), '\\('.repeat(9000), '*a '.repeat(6500), '`a'.repeat(9000)])(
    'loses nothing where marks are opened and never closed: %.12s…',
    text => {
      expect(drawn(text).length).toBeGreaterThanOrEqual(text.length / 2)
    },
  )
})

function report(charts: ChartSection[]): Report {
  return { title: 'x', notices: [], facts: [], sections: charts }
}

function chart(id: string, labels: string[], values: (number | null)[]): ChartSection {
  const positions = labels.map((_, index) => index)
  return {
    kind: 'chart',
    id,
    title: id,
    x: { title: 'Load', labels },
    y: { title: 'y' },
    positions,
    series: [{ title: 'p50', style: 'line', values }],
  }
}

test('charts of several runs share one axis, with gaps where a run has no such load', () => {
  const charts = overlayCharts([
    { name: 'a', report: report([chart('ttft', ['1', '8'], [10, 80]), chart('only-a', ['1'], [1])]) },
    { name: 'b', report: report([chart('ttft', ['16', '2', '8'], [160, 20, 81])]) },
  ])
  expect(charts).toHaveLength(1)
  expect(charts[0]?.x.labels).toEqual(['1', '2', '8', '16'])
  expect(charts[0]?.series.map(({ title, values }) => [title, values])).toEqual([
    ['a: p50', [10, null, 80, null]],
    ['b: p50', [null, 20, 81, 160]],
  ])
})

test('configurations differ by their settings, not by when and where they ran', () => {
  const runs = [
    { name: 'a', config: { pid: 1, startedAt: 'x', options: { seed: 1, list: [1], same: true } } },
    { name: 'b', config: { pid: 2, startedAt: 'y', options: { seed: 2, list: [1, 2], same: true, more: 'm' } } },
  ]
  expect(configDifference(runs, 'Settings').rows).toEqual([
    ['options.list', '[1]', '[1,2]'],
    ['options.more', null, 'm'],
    ['options.seed', '1', '2'],
  ])
})

test('a run in progress is drawn from the third look on, what it does not tell is left out', () => {
  const heard = [0, 1000, 3000].map((atMs, look): Heard => ({ atMs, done: look * 10, outputTokens: null, inFlight: look, ttftMs: null }))
  expect(liveCharts(heard.slice(0, 2))).toEqual([])
  expect(liveCharts(heard).map(({ id, positions, series }) => [id, positions, series[0]?.values])).toEqual([
    ['live-requests', [0, 1, 3], [null, 10, 5]],
    ['live-in-flight', [0, 1, 3], [0, 1, 2]],
  ])
})
