import type { Limits } from './types.js'

const MIB = 1024 * 1024

export const defaultLimits: Limits = {
  cpuSeconds: 6,
  wallSeconds: 12,
  memoryBytes: 2048 * MIB,
  outputBytes: 16 * MIB,
  processes: 40,
}

/** Python's own limit of 1,000 calls would wrong programs that recurse. */
export const RECURSION_LIMIT = 50_000

/** Bytes of a program; more is no program that a person would read. */
export const MOST_SOURCE = 4 * MIB

/** Room of the sandbox for files. */
export const FILES_BYTES = 256 * MIB
