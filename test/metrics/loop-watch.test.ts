import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { LoopWatch } from '../../src/metrics/loop-watch.js'

/** Keeps the event loop from turning. */
function block(ms: number): void {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('a loop that was held up is seen to be late and busy, and a new start forgets it', async () => {
  const watch = new LoopWatch()
  watch.start()
  await delay(20)
  block(150)
  await delay(20)
  const busy = watch.reading()
  expect(busy.loopDelayMaxMs).toBeGreaterThan(100)
  expect(busy.loopDelayP99Ms).toBeGreaterThan(100)
  expect(busy.utilization).toBeGreaterThan(0)
  expect(busy.cpuShare).toBeGreaterThan(0)
  expect(busy.cpuShare).toBeLessThanOrEqual(busy.utilization)

  watch.start()
  expect(watch.stop()).toMatchObject({ loopDelayP99Ms: null, loopDelayMaxMs: null })
})

test('the interval of the monitor itself is no delay', async () => {
  const watch = new LoopWatch()
  // The machine may be busy; one calm moment shows it, since with the interval counted no tick could be under 9 ms.
  let least = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 200 && least >= 8; attempt++) {
    watch.start()
    await delay(50)
    least = Math.min(least, watch.stop().loopDelayP99Ms ?? Number.POSITIVE_INFINITY)
  }
  expect(least).toBeLessThan(8)
})
