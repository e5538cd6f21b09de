// Prints what vitest counted; the last line is always "N passed, N failed". A file that fails before its first test counts as one failure.
import { readFileSync } from 'node:fs'

const [file] = process.argv.slice(2)
const { passed, failed, skipped } = counts(file)
if (skipped > 0) console.log(`${skipped} skipped, because something that they need is missing here; the lines above say what`)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

function counts(path) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(path, 'utf8'))
    const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some(isFailed)).length
    return { passed: numPassedTests, failed: numFailedTests + broken, skipped: numPendingTests }
  } catch {
    // The build, the types or the lint failed before any test ran.
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

function isFailed({ status }) {
  return status === 'failed'
}
