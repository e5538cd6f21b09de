import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// .ci/run counts the tests from this file.
const results = process.env.VITEST_JSON

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/seed.ts'],
    reporters: results === undefined ? ['default'] : ['default', ['json', { outputFile: results }]],
    // Most tests wait for servers, browsers and programs: a second one at a time is worth it on two cores too.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Colours and proxies of the developer's shell must not change what a test sees.
    env: { NO_COLOR: '1', HTTP_PROXY: '', HTTPS_PROXY: '', http_proxy: '', https_proxy: '' },
  },
})
