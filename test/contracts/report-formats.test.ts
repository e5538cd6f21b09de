import { describe, expect, it } from 'vitest'
import { reportFormats } from '../../src/report/formats/index.js'
import { heading, rowCells } from '../../src/report/table-cells.js'
import { displayWidth } from '../../src/report/terminal/display-width.js'
import type { DrawContext, Report, TableSection } from '../../src/report/types.js'
import { parseCsv } from '../report/parse-csv.js'
import { fixtureReport, fixtureReports } from '../report/read-fixtures.js'

const widths = [null, 200, 120, 80, 60, 40]
const fixtures = fixtureReports()

function draw(name: string, report: Report, context: Partial<DrawContext> = {}): string {
  return reportFormats.get(name)(report, { width: null, color: false, document: { schemaVersion: 1, ...report }, ...context })
}

describe.each(reportFormats.names)('the format %s', format => {
  it.each(fixtures)('draws the report "%s" whole', (_, report) => {
    for (const width of widths) {
      for (const color of [false, true]) {
        const text = draw(format, report, { width, color })
        expect(text).not.toMatch(/undefined|NaN|Infinity|\[object/)
        expect(text === '' || text.endsWith('\n')).toBe(true)
      }
    }
  })

  it.each(fixtures)('lets no control character of the report "%s" out', (_, report) => {
    expect(draw(format, report).replaceAll('\r\n', '\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  })

  it('draws the same text for the same report', () => {
    expect(draw(format, fixtureReport('full.json'))).toBe(draw(format, fixtureReport('full.json')))
  })
})

describe('the format table', () => {
  it.each(fixtures)('keeps the report "%s" within the terminal', (_, report) => {
    for (const width of widths) {
      for (const line of draw('table', report, { width }).split('\n')) expect(displayWidth(line)).toBeLessThanOrEqual(width ?? 120)
    }
  })

  it.each(fixtures)('leaves no cell of the report "%s" empty', (_, report) => {
    for (const line of draw('table', report, { width: 10_000 }).split('\n')) {
      // The heading's lines apart: a unit stands on a line of its own.
      if (line.startsWith('│') && !/^│.*\((s|ms|%|<b>|req\/s|tok\/s)\)/.test(line)) expect(line).not.toMatch(/│\s+│/)
    }
  })

  it('colours only when told to', () => {
    const report = fixtureReport('full.json')
    expect(draw('table', report, { color: true })).toContain('\u001b[')
    expect(draw('table', report, { color: true }).replace(/\u001b\[\d+m/g, '')).toBe(draw('table', report))
  })

  it('shows every warning and every fact above the first section', () => {
    const report = fixtureReport('full.json')
    const [top = ''] = draw('table', report, { width: 400 }).split('\nOverview\n')
    for (const { text } of report.notices) expect(top).toContain(text)
    for (const { value } of report.facts) expect(top).toContain(value)
    expect(top).toContain('WARNING: The client was the bottleneck')
  })
})

describe('the format markdown', () => {
  it.each(fixtures)('draws tables of the report "%s" that have the same number of full cells in every row', (_, report) => {
    const lines = draw('markdown', report).split('\n')
    const rows = lines.filter(line => line.startsWith('|')).map(line => line.split(/(?<=(?<!\\)(?:\\\\)*)\|/).slice(1, -1))
    for (const cells of rows) expect(cells.map(cell => cell.trim())).not.toContain('')
    const tables = report.sections.filter(section => section.kind === 'table' && section.rows.length > 0) as TableSection[]
    const expected = tables.flatMap(({ columns, rows }) => Array.from({ length: rows.length + 2 }, () => columns.length))
    expect(rows.map(cells => cells.length)).toEqual(expected)
  })

  it('contains no markup of the report’s own', () => {
    const text = draw('markdown', fixtureReport('hostile.json'))
    expect(text).not.toMatch(/<|(?<!\\)\[(?!!)|(?<![\\*])\*(?!\*)|^# /m)
  })
})

describe('the format csv', () => {
  it.each(fixtures.filter(([name]) => name !== 'empty'))('gives back every cell of the first table of "%s", unrounded', (_, report) => {
    const section = report.sections.find(({ kind }) => kind === 'table') as TableSection
    const [head, ...rows] = parseCsv(draw('csv', report))
    expect(head?.map(unguarded)).toEqual(section.columns.map(heading))
    expect(rows.map(row => row.map(unguarded))).toEqual(
      section.rows.map(row => rowCells(row, section.columns).map(cell => String(cell ?? ''))),
    )
  })

  it('prints the section "overview" where there is one', () => {
    const overview: TableSection = {
      kind: 'table',
      id: 'overview',
      title: 'Overview',
      columns: [{ title: 'a', unit: 'ms' }],
      rows: [[0.1], [null]],
    }
    const report: Report = { title: 'r', notices: [], facts: [], sections: [{ ...overview, id: 'other', rows: [] }, overview] }
    expect(draw('csv', report)).toBe('a (ms)\r\n0.1\r\n\r\n')
    expect(draw('csv', { ...report, sections: [] })).toBe('')
  })

  it('lets no text become a formula and no number become text', () => {
    const rows = [['=1+1'], ['+1'], ['-1'], ['@SUM(A1)'], [-1], ['\t=1']]
    const section: TableSection = { kind: 'table', id: 'overview', title: 't', columns: [{ title: 'a' }], rows }
    expect(draw('csv', { title: 'r', notices: [], facts: [], sections: [section] })).toBe(
      "a\r\n'=1+1\r\n'+1\r\n'-1\r\n'@SUM(A1)\r\n-1\r\n'\t=1\r\n",
    )
  })

  function unguarded(field: string): string {
    return field.replace(/^'(?=[=+\-@])/, '')
  }
})

describe('the format json', () => {
  it.each(fixtures)('gives back the document of "%s"', (_, report) => {
    const document = { schemaVersion: 1, ...report }
    expect(JSON.parse(draw('json', report))).toEqual(document)
  })

  it('writes null where a number is not finite', () => {
    expect(draw('json', fixtureReport('empty.json'), { document: { a: Number.NaN, b: Number.POSITIVE_INFINITY, c: 1 } })).toBe(
      '{\n  "a": null,\n  "b": null,\n  "c": 1\n}\n',
    )
  })
})

describe('a report with every kind of section', () => {
  const report = fixtureReport('full.json')

  it('in a terminal of 120 columns', () => {
    expect(draw('table', report, { width: 120 })).toMatchInlineSnapshot(`
      "Load test of Qwen3-Next-80B-A3B-Instruct
      ════════════════════════════════════════

      ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
      ┃ WARNING: The client was the bottleneck at concurrency 32: event loop delay p99 was 7.31 ms (limit 5 ms). Latencies ┃
      ┃ of that point include time that this machine, not the service, took.                                               ┃
      ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛

        Note: A simulated service was measured: these figures say nothing about a real model.

        Model      Qwen3-Next-80B-A3B-Instruct
        Service    http://127.0.0.1:8801/v1/chat/completions
        Workload   random, 1024 input tokens, 256 output tokens
        Load       closed loop, concurrency 1 to 32
        Requests   315 (312 succeeded, 3 failed)
        Duration   1 min 27 s
        Tokenizer  通义千问 Qwen3 (151,669 个词元)
        Results    outputs/20261124_101530/Qwen3-Next-80B-A3B-Instruct

      Overview
      ┌─────────────┬─────────┬──────────┬─────────┬─────────┬─────────┬─────────┐
      │ Concurrency │    Rate │ Requests │     RPS │  Output │   Total │ Success │
      │             │ (req/s) │          │ (req/s) │ (tok/s) │ (tok/s) │     (%) │
      ├─────────────┼─────────┼──────────┼─────────┼─────────┼─────────┼─────────┤
      │           1 │       – │        5 │   0.412 │     106 │     528 │     100 │
      │           2 │       – │       10 │   0.820 │     210 │    1049 │     100 │
      │           4 │       – │       20 │    1.60 │     410 │    2049 │     100 │
      │           8 │       – │       40 │    3.04 │     779 │    3895 │     100 │
      │          16 │       – │       80 │    5.34 │    1366 │    6832 │     100 │
      │          32 │       – │      160 │    6.10 │    1562 │    7810 │    98.1 │
      └─────────────┴─────────┴──────────┴─────────┴─────────┴─────────┴─────────┘
        Throughput counts successful requests over the whole duration, failures included.

      Throughput against concurrency
        Output tokens  ▁▂▃▄▇█  106 to 1562 tok/s
        Requests       ▁▂▃▄▇█  0.412 to 6.10 req/s
                       Concurrency: 1 to 32

      Latency against concurrency
        Latency p50  ▅▅▅▅▅█  2419 to 4596 ms
        Latency p99  ▅▅▅▅▆█  2533 to 4813 ms
        TTFT p50     ▅▅▅▆▇█  211 to 401 ms
        TTFT p99     ▅▅▅▇·█  256 to 487 ms
                     Concurrency: 1 to 32

      Per-request metrics
      ┌─────────────┬─────────────────────┬──────┬──────┬──────┬──────┬──────┐
      │ Concurrency │ Metric              │  avg │  p50 │  p90 │  p99 │  max │
      ├─────────────┼─────────────────────┼──────┼──────┼──────┼──────┼──────┤
      │           1 │ Latency (ms)        │ 2425 │ 2419 │ 2501 │ 2533 │ 2540 │
      │           1 │ TTFT (ms)           │  212 │  211 │  240 │  256 │  256 │
      │           1 │ TPOT (ms)           │ 8.68 │ 8.66 │ 9.01 │ 9.20 │ 9.25 │
      │           1 │ ITL (ms)            │ 8.67 │ 8.60 │ 10.0 │ 14.8 │ 31.3 │
      │           1 │ Output tokens       │  256 │  256 │  256 │  256 │  256 │
      │           1 │ Decode rate (tok/s) │  115 │  116 │    – │    – │  119 │
      ├─────────────┼─────────────────────┼──────┼──────┼──────┼──────┼──────┤
      │          32 │ Latency (ms)        │ 4608 │ 4596 │ 4753 │ 4813 │ 4826 │
      │          32 │ TTFT (ms)           │  404 │  401 │  456 │  486 │  486 │
      │          32 │ TPOT (ms)           │ 16.5 │ 16.5 │ 17.1 │ 17.5 │ 17.6 │
      │          32 │ ITL (ms)            │ 16.5 │ 16.3 │ 19.0 │ 28.1 │ 59.5 │
      │          32 │ Output tokens       │  256 │  256 │  256 │  256 │  256 │
      │          32 │ Decode rate (tok/s) │ 60.6 │ 60.8 │    – │    – │ 62.6 │
      └─────────────┴─────────────────────┴──────┴──────┴──────┴──────┴──────┘

      Latency distribution
        Requests           ▁▂▂▃▄▅▇███▇▅▄▃▂▂▁▁▁▁▁▁▁▂▂▃▃▃▃▃▂▂▁▁▁▁▁▁▁▁  0 to 40
        Share at or below  ▁▁▁▁▂▂▃▃▄▅▅▆▆▆▇▇▇▇▇▇▇▇▇▇▇▇▇▇████████████  0.270 to 100 %
                           Latency: 2300 to 3275 ms
        All points together; bins of 25 ms.

      Requests over time
        TTFT of a request  ▅▅▅▅▅▅▅▅▆▆▅▆▆▆▆▆▆▆▆▆▆▆▇▇▇▇▆▇▇▇▇▇▇██▇▇▇██  223 to 454 ms
        In flight          ▁▁▂▂▂▂▂▃▃▃▃▃▃▃▄▄▄▄▄▅▅▅▅▅▅▆▆▆▆▆▆▇▇▇▇▇████  1 to 32
                           Time: 0 to 28.7 s

      Failures
      ┌─────────────┬─────────────┬────────┬───────┬─────────────────────────────────────────────────────────────────────────┐
      │ Concurrency │ Kind        │ Status │ Count │ Example                                                                 │
      ├─────────────┼─────────────┼────────┼───────┼─────────────────────────────────────────────────────────────────────────┤
      │          32 │ http status │    429 │     2 │ {"error":{"message":"Rate limit reached for requests per minute, please │
      │             │             │        │       │ try again in 1.2 s","type":"rate_limit"}}                               │
      │          32 │ timeout     │      – │     1 │ No bytes for 30 s (read timeout)                                        │
      └─────────────┴─────────────┴────────┴───────┴─────────────────────────────────────────────────────────────────────────┘

      Recommendations
        • Highest throughput: concurrency 32 with 1562 output tok/s.
        • Lowest latency: concurrency 1 with 2419 ms at the median.
        • The service is not saturated yet: the highest concurrency had the highest throughput. Measure higher ones.
      "
    `)
  })

  it('in a terminal of 60 columns', () => {
    expect(draw('table', report, { width: 60 })).toMatchInlineSnapshot(`
      "Load test of Qwen3-Next-80B-A3B-Instruct
      ════════════════════════════════════════

      ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
      ┃ WARNING: The client was the bottleneck at concurrency   ┃
      ┃ 32: event loop delay p99 was 7.31 ms (limit 5 ms).      ┃
      ┃ Latencies of that point include time that this machine, ┃
      ┃ not the service, took.                                  ┃
      ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛

        Note: A simulated service was measured: these figures say
              nothing about a real model.

        Model      Qwen3-Next-80B-A3B-Instruct
        Service    http://127.0.0.1:8801/v1/chat/completions
        Workload   random, 1024 input tokens, 256 output tokens
        Load       closed loop, concurrency 1 to 32
        Requests   315 (312 succeeded, 3 failed)
        Duration   1 min 27 s
        Tokenizer  通义千问 Qwen3 (151,669 个词元)
        Results    outputs/20261124_101530/Qwen3-Next-80B-A3B-Inst
                   ruct

      Overview
        Concurrency     1
        Rate (req/s)    –
        Requests        5
        RPS (req/s)     0.412
        Output (tok/s)  106
        Total (tok/s)   528
        Success (%)     100

        Concurrency     2
        Rate (req/s)    –
        Requests        10
        RPS (req/s)     0.820
        Output (tok/s)  210
        Total (tok/s)   1049
        Success (%)     100

        Concurrency     4
        Rate (req/s)    –
        Requests        20
        RPS (req/s)     1.60
        Output (tok/s)  410
        Total (tok/s)   2049
        Success (%)     100

        Concurrency     8
        Rate (req/s)    –
        Requests        40
        RPS (req/s)     3.04
        Output (tok/s)  779
        Total (tok/s)   3895
        Success (%)     100

        Concurrency     16
        Rate (req/s)    –
        Requests        80
        RPS (req/s)     5.34
        Output (tok/s)  1366
        Total (tok/s)   6832
        Success (%)     100

        Concurrency     32
        Rate (req/s)    –
        Requests        160
        RPS (req/s)     6.10
        Output (tok/s)  1562
        Total (tok/s)   7810
        Success (%)     98.1
        Throughput counts successful requests over the whole
        duration, failures included.

      Throughput against concurrency
        Output tokens  ▁▂▃▄▇█  106 to 1562 tok/s
        Requests       ▁▂▃▄▇█  0.412 to 6.10 req/s
                       Concurrency: 1 to 32

      Latency against concurrency
        Latency p50  ▅▅▅▅▅█  2419 to 4596 ms
        Latency p99  ▅▅▅▅▆█  2533 to 4813 ms
        TTFT p50     ▅▅▅▆▇█  211 to 401 ms
        TTFT p99     ▅▅▅▇·█  256 to 487 ms
                     Concurrency: 1 to 32

      Per-request metrics
      Concurrency: 1
      ┌─────────────────────┬──────┬──────┬──────┬──────┬──────┐
      │ Metric              │  avg │  p50 │  p90 │  p99 │  max │
      ├─────────────────────┼──────┼──────┼──────┼──────┼──────┤
      │ Latency (ms)        │ 2425 │ 2419 │ 2501 │ 2533 │ 2540 │
      │ TTFT (ms)           │  212 │  211 │  240 │  256 │  256 │
      │ TPOT (ms)           │ 8.68 │ 8.66 │ 9.01 │ 9.20 │ 9.25 │
      │ ITL (ms)            │ 8.67 │ 8.60 │ 10.0 │ 14.8 │ 31.3 │
      │ Output tokens       │  256 │  256 │  256 │  256 │  256 │
      │ Decode rate (tok/s) │  115 │  116 │    – │    – │  119 │
      └─────────────────────┴──────┴──────┴──────┴──────┴──────┘
      Concurrency: 32
      ┌─────────────────────┬──────┬──────┬──────┬──────┬──────┐
      │ Metric              │  avg │  p50 │  p90 │  p99 │  max │
      ├─────────────────────┼──────┼──────┼──────┼──────┼──────┤
      │ Latency (ms)        │ 4608 │ 4596 │ 4753 │ 4813 │ 4826 │
      │ TTFT (ms)           │  404 │  401 │  456 │  486 │  486 │
      │ TPOT (ms)           │ 16.5 │ 16.5 │ 17.1 │ 17.5 │ 17.6 │
      │ ITL (ms)            │ 16.5 │ 16.3 │ 19.0 │ 28.1 │ 59.5 │
      │ Output tokens       │  256 │  256 │  256 │  256 │  256 │
      │ Decode rate (tok/s) │ 60.6 │ 60.8 │    – │    – │ 62.6 │
      └─────────────────────┴──────┴──────┴──────┴──────┴──────┘

      Latency distribution
        Requests           ▂▃▅██▇▄▂▁▁▁▂▃▃▃▂▁▁▁▁  0 to 40
        Share at or below  ▁▁▂▃▅▆▆▇▇▇▇▇▇▇██████  0.270 to 100 %
                           Latency: 2300 to 3275 ms
        All points together; bins of 25 ms.

      Requests over time
        TTFT of a request  ▅▅▅▅▆▆▆▆▆▆▆▇▇▇▇▇██▇█  223 to 454 ms
        In flight          ▁▂▂▃▃▃▃▄▄▅▅▅▆▆▆▇▇▇██  1 to 32
                           Time: 0 to 28.7 s

      Failures
        Concurrency  32
        Kind         http status
        Status       429
        Count        2
        Example      {"error":{"message":"Rate limit reached for
                     requests per minute, please try again in 1.2
                     s","type":"rate_limit"}}

        Concurrency  32
        Kind         timeout
        Status       –
        Count        1
        Example      No bytes for 30 s (read timeout)

      Recommendations
        • Highest throughput: concurrency 32 with 1562 output
          tok/s.
        • Lowest latency: concurrency 1 with 2419 ms at the
          median.
        • The service is not saturated yet: the highest
          concurrency had the highest throughput. Measure higher
          ones.
      "
    `)
  })

  it('as markdown', () => {
    expect(draw('markdown', report)).toMatchInlineSnapshot(`
      "## Load test of Qwen3-Next-80B-A3B-Instruct

      > [!WARNING]
      > The client was the bottleneck at concurrency 32: event loop delay p99 was 7.31 ms (limit 5 ms). Latencies of that point include time that this machine, not the service, took.

      > [!NOTE]
      > A simulated service was measured: these figures say nothing about a real model.

      - **Model**: Qwen3-Next-80B-A3B-Instruct
      - **Service**: http://127.0.0.1:8801/v1/chat/completions
      - **Workload**: random, 1024 input tokens, 256 output tokens
      - **Load**: closed loop, concurrency 1 to 32
      - **Requests**: 315 (312 succeeded, 3 failed)
      - **Duration**: 1 min 27 s
      - **Tokenizer**: 通义千问 Qwen3 (151,669 个词元)
      - **Results**: outputs/20261124_101530/Qwen3-Next-80B-A3B-Instruct

      ### Overview

      | Concurrency | Rate (req/s) | Requests | RPS (req/s) | Output (tok/s) | Total (tok/s) | Success (%) |
      | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
      | 1 | – | 5 | 0.412 | 106 | 528 | 100 |
      | 2 | – | 10 | 0.820 | 210 | 1049 | 100 |
      | 4 | – | 20 | 1.60 | 410 | 2049 | 100 |
      | 8 | – | 40 | 3.04 | 779 | 3895 | 100 |
      | 16 | – | 80 | 5.34 | 1366 | 6832 | 100 |
      | 32 | – | 160 | 6.10 | 1562 | 7810 | 98.1 |

      Throughput counts successful requests over the whole duration, failures included.

      ### Per-request metrics

      | Concurrency | Metric | avg | p50 | p90 | p99 | max |
      | ---: | --- | ---: | ---: | ---: | ---: | ---: |
      | 1 | Latency (ms) | 2425 | 2419 | 2501 | 2533 | 2540 |
      | 1 | TTFT (ms) | 212 | 211 | 240 | 256 | 256 |
      | 1 | TPOT (ms) | 8.68 | 8.66 | 9.01 | 9.20 | 9.25 |
      | 1 | ITL (ms) | 8.67 | 8.60 | 10.0 | 14.8 | 31.3 |
      | 1 | Output tokens | 256 | 256 | 256 | 256 | 256 |
      | 1 | Decode rate (tok/s) | 115 | 116 | – | – | 119 |
      | 32 | Latency (ms) | 4608 | 4596 | 4753 | 4813 | 4826 |
      | 32 | TTFT (ms) | 404 | 401 | 456 | 486 | 486 |
      | 32 | TPOT (ms) | 16.5 | 16.5 | 17.1 | 17.5 | 17.6 |
      | 32 | ITL (ms) | 16.5 | 16.3 | 19.0 | 28.1 | 59.5 |
      | 32 | Output tokens | 256 | 256 | 256 | 256 | 256 |
      | 32 | Decode rate (tok/s) | 60.6 | 60.8 | – | – | 62.6 |

      ### Failures

      | Concurrency | Kind | Status | Count | Example |
      | ---: | --- | ---: | ---: | --- |
      | 32 | http status | 429 | 2 | {"error":{"message":"Rate limit reached for requests per minute, please try again in 1.2 s","type":"rate_limit"}} |
      | 32 | timeout | – | 1 | No bytes for 30 s (read timeout) |

      ### Recommendations

      - Highest throughput: concurrency 32 with 1562 output tok/s.
      - Lowest latency: concurrency 1 with 2419 ms at the median.
      - The service is not saturated yet: the highest concurrency had the highest throughput. Measure higher ones.
      "
    `)
  })
})
