import { arch } from 'node:process'
import { deniedCalls } from './denied-calls.js'

/** Numbers that differ between processors. */
interface Processor {
  audit: number
  /** Place of its numbers in the table. */
  column: 0 | 1
  clone: number
  socket: number
  ioctl: number
}

const processors: Partial<Record<NodeJS.Architecture, Processor>> = {
  x64: { audit: 0xc000003e, column: 0, clone: 56, socket: 41, ioctl: 16 },
  arm64: { audit: 0xc00000b7, column: 1, clone: 220, socket: 198, ioctl: 29 },
}

// The other numbering of x86-64, by which every call could be made under a second number.
const X32_CALLS = 0x40000000
const CLONE3 = 435
const NEW_NAMESPACES = 0x7e020000
/** Unix, IPv4, IPv6. Others reach past the walls (to a virtual machine's host) or open rarely used parts of the system. */
const FAMILIES = [1, 2, 10]
/** Typing into the terminal that one was started from. */
const TYPING = [0x5412, 0x541c]

const ALLOW = 0x7fff0000
const KILL = 0x80000000
const refuse = (errno: number): number => 0x00050000 + errno
const [EPERM, ENOSYS, EAFNOSUPPORT] = [1, 38, 97]

type Step = readonly [code: number, whenTrue: number, whenFalse: number, operand: number]

const NUMBER = 0
const ARCHITECTURE = 4
const argument = (index: number): number => 16 + 8 * index

const load = (place: number): Step => [0x20, 0, 0, place]
const give = (value: number): Step => [0x06, 0, 0, value]
/** Passes over the next `steps` unless equal. */
const ifEqual = (value: number, steps: number): Step => [0x15, 0, steps, value]
const ifAtLeast = (value: number, steps: number): Step => [0x35, 0, steps, value]
const ifAnyOf = (bits: number, steps: number): Step => [0x45, 0, steps, bits]

/** A program of the kernel's packet filter that refuses the calls that no program needs; null on processors whose numbers are not known. */
export function systemCallFilter(processor = processors[arch]): Buffer | null {
  if (processor === undefined) return null
  const steps: Step[] = [
    load(ARCHITECTURE),
    [0x15, 1, 0, processor.audit],
    give(KILL),
    load(NUMBER),
    ...(processor.column === 0 ? [ifAtLeast(X32_CALLS, 1), give(refuse(ENOSYS))] : []),
    // Its arguments stand in memory, where a filter cannot look; without it, the C library uses clone.
    ifEqual(CLONE3, 1),
    give(refuse(ENOSYS)),
    ...Object.values(deniedCalls)
      .map(numbers => numbers[processor.column])
      .filter(number => number !== null)
      .flatMap(number => [ifEqual(number, 1), give(refuse(EPERM))]),
    ...when(processor.clone, 0, [ifAnyOf(NEW_NAMESPACES, 1), give(refuse(EPERM)), give(ALLOW)]),
    ...when(processor.ioctl, 1, [...TYPING.flatMap(value => [ifEqual(value, 1), give(refuse(EPERM))]), give(ALLOW)]),
    ...when(processor.socket, 0, [...FAMILIES.flatMap(value => [ifEqual(value, 1), give(ALLOW)]), give(refuse(EAFNOSUPPORT))]),
    give(ALLOW),
  ]
  return Buffer.concat(steps.map(encoded))
}

const when = (call: number, which: number, steps: readonly Step[]): Step[] => [
  ifEqual(call, steps.length + 1),
  load(argument(which)),
  ...steps,
]

function encoded([code, whenTrue, whenFalse, operand]: Step): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt16LE(code, 0)
  bytes.writeUInt8(whenTrue, 2)
  bytes.writeUInt8(whenFalse, 3)
  bytes.writeUInt32LE(operand, 4)
  return bytes
}
