import { afterAll } from 'vitest'
import { openSandbox } from '../../src/sandbox/open-sandbox.js'
import type { ProgramSandbox } from '../../src/sandbox/types.js'

const sandbox = await openSandbox({ env: process.env, allowUnsafeCode: false })

afterAll(() => sandbox.close())

/** A place for programs that ends with the tests of a file; null where this machine has none, which tests say when they are skipped. */
export const programs: ProgramSandbox | null = sandbox.tier === 'none' ? null : sandbox

/** Why tests that run programs are skipped here. */
export const noPrograms = sandbox.problem ?? ''
