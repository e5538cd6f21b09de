import { createParser } from 'eventsource-parser'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { SseScanner } from '../../src/lib/sse.js'

interface Told {
  data: string
  type: string | null
}

function scan(chunks: Buffer[], maxEventBytes = 1_000_000): { events: Told[]; overflow: number | null } {
  const events: Told[] = []
  let overflow: number | null = null
  const scanner = new SseScanner(
    {
      event: (buffer, start, end, type) => void events.push({ data: buffer.toString('utf8', start, end), type }),
      overflow: bytes => {
        overflow = bytes
      },
    },
    maxEventBytes,
  )
  for (const chunk of chunks) scanner.feed(chunk)
  scanner.end()
  return { events, overflow }
}

const events = (text: string): Told[] => scan([Buffer.from(text)]).events
const data = (text: string): string[] => events(text).map(event => event.data)

describe('server-sent events', () => {
  test('are told with LF, CRLF and CR line ends', () => {
    for (const end of ['\n', '\r\n', '\r']) expect(data(`data: a${end}${end}data: b${end}${end}`)).toEqual(['a', 'b'])
  })

  test('lose one space after the colon, and only one', () => {
    expect(data('data:a\n\ndata: b\n\ndata:  c\n\n')).toEqual(['a', 'b', ' c'])
  })

  test('join several data lines with a line feed', () => {
    expect(data('data: a\ndata: b\ndata:\ndata: c\n\n')).toEqual(['a\nb\n\nc'])
  })

  test('pass over comments, unknown fields, events without data and a byte order mark', () => {
    expect(data('\uFEFF: hello\n\nid: 7\nretry: 10\nevent: ping\n\ndata: a\n\n:\n\n')).toEqual(['a'])
  })

  test('carry their type, which does not leak into the next event', () => {
    expect(events('event: error\ndata: a\n\ndata: b\n\n')).toEqual([
      { data: 'a', type: 'error' },
      { data: 'b', type: null },
    ])
  })

  test('include a line of the form "error: …"', () => {
    expect(events('error: {"code":500}\n\n')).toEqual([{ data: '{"code":500}', type: 'error' }])
  })

  test('end without a blank line', () => {
    expect(data('data: a\n\ndata: b\n')).toEqual(['a', 'b'])
    expect(data('data: a\n\ndata: b')).toEqual(['a', 'b'])
    expect(data('data: a\r\n\r\ndata: b\r')).toEqual(['a', 'b'])
  })

  test('are the same wherever the reads cut them', () => {
    const body = Buffer.from('data: {"x":"汉字 🙂"}\r\n\r\n: keep-alive\n\nevent: e\ndata: a\ndata: b\n\ndata: [DONE]\n\n')
    const whole = scan([body]).events
    for (let cut = 1; cut < body.length; cut++) expect(scan([body.subarray(0, cut), body.subarray(cut)]).events).toEqual(whole)
    expect(scan(Array.from(body, byte => Buffer.from([byte]))).events).toEqual(whole)
    expect(whole.map(event => event.data)).toEqual(['{"x":"汉字 🙂"}', 'a\nb', '[DONE]'])
  })

  test('stop at the limit, told once, however the bytes come', () => {
    const long = Buffer.from(`data: ${'x'.repeat(500)}`)
    expect(scan([long, long], 600).overflow).toBeGreaterThan(600)
    expect(
      scan(
        Array.from(long, byte => Buffer.from([byte])),
        400,
      ),
    ).toMatchObject({ events: [], overflow: 401 })
    expect(scan([Buffer.from(`${'data: yyyyyyyyyy\n'.repeat(50)}\n`)], 400).overflow).toBeGreaterThan(400)
  })

  test('agree with eventsource-parser on any text and any cuts', () => {
    const line = fc.oneof(
      fc.constantFrom('', 'data', 'data:', 'data: ', ': note', 'event: x', 'id: 1', 'retry: 5', 'databas: 1', ':'),
      fc.string({ unit: fc.constantFrom('a', ':', ' ', '汉', '🙂', '{', '"') }).map(text => `data: ${text}`),
      fc.string({ unit: fc.constantFrom('a', ':', ' ', 'd') }),
    )
    // Either line end throughout, as servers do: the parsers may differ on a mixture that splits CR and LF of different lines.
    const stream = fc
      .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\n', '\r\n'))
      .map(([lines, end]) => lines.map(text => text + end).join('') + end)
    fc.assert(
      fc.property(stream, fc.array(fc.nat(200), { maxLength: 6 }), (text, cuts) => {
        const body = Buffer.from(text)
        const at = [0, ...cuts.map(cut => Math.min(cut, body.length)).sort((a, b) => a - b), body.length]
        const chunks = at.slice(1).map((end, index) => body.subarray(at[index], end))
        const expected: string[] = []
        const parser = createParser({ onEvent: event => void expected.push(event.data) })
        parser.feed(text)
        expect(scan(chunks).events.map(event => event.data)).toEqual(expected)
      }),
      { numRuns: 500 },
    )
  })
})
