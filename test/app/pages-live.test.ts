import { appendFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Run } from '../../src/runs/create-run.js'
import { newRun, outputsFolder, predictionLine, put, requestLine, reviewLine, served } from './app-runs.js'

// What pages that are open show of runs that go on. Needs dist (npm run build) and Chromium.

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const point = 'parallel_1_number_100'

describe.skipIf(!existsSync(executablePath))('pages that are open', () => {
  const outputs = outputsFolder()
  let browser: Browser
  let url = ''

  beforeAll(async () => {
    url = (await served(outputs)).url
    browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run'] })
  })
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
  })
  afterAll(() => browser?.close())

  async function open(path: string): Promise<Page> {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 700 } })).newPage()
    await page.goto(url + path)
    return page
  }

  let told = 0
  const tell = (run: Run): Promise<void> => run.writeJson('progress.json', { status: 'running', point, processed_count: ++told })

  /** The events of a page begin some time after it: until they do, news are told again. */
  async function countAfterNews(run: Run, found: Locator): Promise<number> {
    await tell(run)
    return found.count()
  }

  test('the list shows a run that begins, how far it is, its end, and that it is gone; what was chosen stays chosen', async () => {
    const first = await newRun(outputs, 'perf', 'first', {}, 9)
    await first.setStatus('interrupted')
    await first.release()
    const page = await open('/')
    await page.getByLabel('Compare first').check()
    const run = await newRun(outputs, 'perf', 'second', {}, 10)
    const row = page.locator('tbody tr', { hasText: 'second' })
    await row.getByText('running').waitFor()
    await run.writeJson('progress.json', { processed_count: 30, total_count: 100 })
    await row.getByText('30 of 100').waitFor()
    await run.setStatus('interrupted')
    await run.release()
    await row.getByText('interrupted').waitFor()
    expect(await row.getByText('30 of 100').count()).toBe(0)
    rmSync(run.folder, { recursive: true })
    await row.waitFor({ state: 'detached' })
    expect(await page.getByLabel('Compare first').isChecked()).toBe(true)
  })

  test('the samples of a run in progress come by themselves, under the filters; a search is made again when asked', async () => {
    const run = await newRun(outputs, 'eval', 'exam')
    const predictions = join(run.folder, 'predictions/m/colours_warm.jsonl')
    const reviews = join(run.folder, 'reviews/m/colours_warm.jsonl')
    put(run.folder, 'predictions/m/colours_warm.jsonl', `${predictionLine({ row: 0 })}\n`)
    put(run.folder, 'reviews/m/colours_warm.jsonl', '')
    await tell(run)
    const [page, wrong, search] = [
      await open('/run/exam/samples'),
      await open('/run/exam/samples?verdict=wrong'),
      await open('/run/exam/samples?text=blue'),
    ]
    await page.getByText('1 of 1 samples.').waitFor()
    await page.locator('.samples').getByText('not scored yet').waitFor()
    await wrong.getByText('No sample meets the filters.').waitFor()
    await search.getByText('No sample meets the filters.').waitFor()
    await page.locator('.samples a').first().focus()
    appendFileSync(predictions, `${predictionLine({ row: 1, answer: 'blue' })}\n`)
    appendFileSync(reviews, `${reviewLine({ row: 1, value: 0 })}\n${reviewLine({ row: 0 })}\n`)
    await expect.poll(() => countAfterNews(run, page.locator('.samples li')), { timeout: 30_000, interval: 1500 }).toBe(2)
    expect(await page.locator('.samples .verdict').allTextContents()).toEqual(['right', 'wrong'])
    expect(await page.evaluate('document.activeElement === document.querySelector(".samples a")')).toBe(true)
    await expect.poll(() => countAfterNews(run, wrong.locator('.samples li')), { timeout: 30_000, interval: 1500 }).toBe(1)
    const again = search.getByRole('button', { name: 'New answers have come: search again' })
    await expect.poll(() => countAfterNews(run, again), { timeout: 30_000, interval: 1500 }).toBe(1)
    expect(await search.locator('.samples li').count()).toBe(0)
    await again.click()
    await search.locator('.samples li').waitFor()
    // The end is told too, and what came with it.
    appendFileSync(predictions, `${predictionLine({ row: 2 })}\n`)
    await run.setStatus('interrupted')
    await run.release()
    await expect.poll(() => page.locator('.samples li').count(), { timeout: 30_000 }).toBe(3)
  })

  test('the requests of a run in progress come by themselves, and do not move rows under the pointer', async () => {
    const run = await newRun(outputs, 'perf', 'load')
    await tell(run)
    const page = await open('/run/load/requests')
    await page.getByText('This run has no requests to look at.').waitFor()
    put(run.folder, `${point}/requests.jsonl`, `${requestLine(0, 50)}\n`)
    const first = page.locator('tbody tr').first()
    await expect.poll(() => countAfterNews(run, first), { timeout: 30_000, interval: 1500 }).toBe(1)
    expect(await first.textContent()).toContain('no. 0')
    const more = (index: number, latencyMs: number): void =>
      appendFileSync(join(run.folder, point, 'requests.jsonl'), `${requestLine(index, latencyMs)}\n`)

    more(1, 500)
    await tell(run)
    await page.getByText('2 requests.').waitFor()
    await expect.poll(() => first.textContent()).toContain('no. 1')

    await first.hover()
    more(2, 900)
    await tell(run)
    await page.getByRole('button', { name: '1 new: show them' }).waitFor()
    expect(await first.textContent()).toContain('no. 1')
    await page.getByRole('button', { name: '1 new: show them' }).click()
    await expect.poll(() => first.textContent()).toContain('no. 2')
    expect(await page.getByRole('button', { name: 'show them' }).count()).toBe(0)

    // Another load point begins: it can be chosen, and the one that is read stays.
    put(run.folder, 'parallel_2_number_100/requests.jsonl', `${requestLine(3, 5)}\n`)
    await run.writeJson('progress.json', { status: 'running', point: 'parallel_2_number_100', processed_count: ++told })
    await expect.poll(() => page.getByLabel('Load point').locator('option').count(), { timeout: 30_000 }).toBe(2)
    expect(await page.getByLabel('Load point').inputValue()).toBe(point)
    await page.getByRole('link', { name: 'Running now: parallel_2_number_100' }).click()
    await page.getByText('no. 3').waitFor()
    expect(await page.getByText('Running now').count()).toBe(0)
    await run.release()
  })
})
