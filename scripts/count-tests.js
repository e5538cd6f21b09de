// Prints what vitest counted as one plain line: "N passed, N failed, N skipped".
import { readFileSync } from 'node:fs'

const [file] = process.argv.slice(2)
try {
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(file, 'utf8'))
  const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''
  console.log(`${numPassedTests} passed, ${numFailedTests} failed${skipped}`)
  process.exitCode = numFailedTests > 0 ? 1 : 0
} catch {
  // The build, the types or the lint failed before any test ran.
  console.log('0 passed, 1 failed')
  process.exitCode = 1
}
