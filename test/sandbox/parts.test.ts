import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { Channel } from '../../src/sandbox/channel.js'
import { Places } from '../../src/sandbox/places.js'
import { systemCallFilter } from '../../src/sandbox/seccomp.js'
import { isTaggedValue } from '../../src/sandbox/tagged-value.js'

describe('a channel', () => {
  const frames = Buffer.from('{"kind":"a","bytes":3}\nx\ny{"kind":"b"}\n')

  test('reads the same frames, wherever they are cut', async () => {
    for (let cut = 1; cut < frames.length; cut++) {
      const source = new PassThrough()
      const channel = new Channel({ source, sink: new PassThrough() }, 100)
      source.write(frames.subarray(0, cut))
      setImmediate(() => source.end(frames.subarray(cut)))
      const read = [await channel.receive(), await channel.receive(), await channel.receive()]
      expect(read.map(frame => frame && [frame.header.kind, frame.payload.toString()])).toEqual([['a', 'x\ny'], ['b', ''], null])
    }
  })

  test.each([
    ['no JSON', 'hello\n'],
    ['a list', '[1]\n'],
    ['more bytes than are allowed', '{"bytes":101}\n'],
    ['half a byte', '{"bytes":0.5}\n'],
    ['a header without end', 'x'.repeat(70_000)],
  ])('ends at %s', async (_, text) => {
    const source = new PassThrough()
    const channel = new Channel({ source, sink: new PassThrough() }, 100)
    source.write(text)
    expect(await channel.receive()).toBeNull()
  })

  test('what it sends, another reads', async () => {
    const line = new PassThrough()
    const channel = new Channel({ source: line, sink: line }, 100)
    channel.send({ kind: 'k' }, 'é')
    expect(await channel.receive()).toEqual({ header: { kind: 'k', bytes: 2 }, payload: Buffer.from('é') })
  })
})

describe('places', () => {
  test('go to those who came first; being alone comes before them, and nobody else runs meanwhile', async () => {
    const places = new Places(2)
    const events: string[] = []
    const first = await places.take()
    const second = await places.take()
    const third = places.take().then(place => {
      events.push('third')
      return place
    })
    const alone = first.alone(async () => {
      events.push('alone')
      await new Promise(resolve => setImmediate(resolve))
      events.push('done')
    })
    expect(events).toEqual([])
    second.give()
    await alone
    first.give()
    ;(await third).give()
    expect(events).toEqual(['alone', 'done', 'third'])
    const both = [await places.take(), await places.take()]
    expect(both).toHaveLength(2)
  })

  test('alone where there is one place only', async () => {
    const place = await new Places(1).take()
    expect(await place.alone(async () => 7)).toBe(7)
  })
})

describe('a tagged value', () => {
  test.each([
    [null],
    [true],
    ['text'],
    [['i', '-12']],
    [['f', '1e+300']],
    [['f', 'nan']],
    [['l', [['t', []]]]],
    [['d', [['k', ['i', '1']]]]],
    [['b', '00ff']],
  ])('%j is one', value => expect(isTaggedValue(value)).toBe(true))

  const deep = Array.from({ length: 5000 }).reduce<unknown>(inner => ['l', [inner]], null)
  test.each([
    [1],
    [undefined],
    [{}],
    [[]],
    [['i', '1.5']],
    [['i', 1]],
    [['f', 'x']],
    [['l', 'x']],
    [['d', [[1]]]],
    [['constructor', []]],
    [['o', 'a b']],
    [['l', [1]]],
    [deep],
  ])('value %# is none', value => expect(isTaggedValue(value)).toBe(false))
})

test('the filter of system calls is made of whole steps, and every jump stays within it', () => {
  const filter = systemCallFilter({ audit: 0xc00000b7, column: 1, clone: 220, socket: 198, ioctl: 29 })
  const steps = (filter?.length ?? 0) / 8
  expect(Number.isInteger(steps) && steps > 100 && steps < 4096).toBe(true)
  for (let step = 0; step < steps; step++) {
    const isJump = ((filter?.readUInt16LE(step * 8) ?? 0) & 7) === 5
    const furthest = Math.max(filter?.readUInt8(step * 8 + 2) ?? 0, filter?.readUInt8(step * 8 + 3) ?? 0)
    if (isJump) expect(step + 1 + furthest).toBeLessThan(steps)
  }
  expect(filter?.readUInt16LE((steps - 1) * 8)).toBe(6)
})
