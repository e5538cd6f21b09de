import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { htmlReport } from '../../src/report/html/html-report.js'
import type { Report } from '../../src/report/types.js'
import { fixtureReport } from './read-fixtures.js'

const executablePath = '/usr/bin/chromium'
const built = existsSync(new URL('../../dist/report/page/report-page.js', import.meta.url))
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

describe('the page’s file', () => {
  it('is small, complete and without addresses of the network', () => {
    const html = htmlReport(fixtureReport('full.json'))
    expect(html.length).toBeLessThan(300_000)
    expect(html).not.toMatch(/(?:src|href)=["']?https?:/)
    expect(html).toMatch(/default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/)
  })

  it('cannot be left by what a report says', () => {
    const html = htmlReport(fixtureReport('hostile.json'))
    expect(html.match(/<script/g)).toHaveLength(2)
    expect(html.match(/<\/script/g)).toHaveLength(2)
    expect(html).not.toContain('<img')
  })

  it('stays under 1.5 MB with eight full charts', () => {
    const positions = Array.from({ length: 2000 }, (_, index) => index / 7)
    const values = positions.map(position => Math.sin(position) * 1234.5678)
    const series = Array.from({ length: 4 }, () => ({ title: 's', style: 'line' as const, values }))
    const chart = { kind: 'chart' as const, id: 'c', title: 'c', x: { title: 'x' }, y: { title: 'y' }, positions, series }
    const html = htmlReport({ title: 't', notices: [], facts: [], sections: Array.from({ length: 8 }, () => chart) })
    expect(html.length).toBeLessThan(1_500_000)
  })
})

const missing = existsSync(executablePath) ? undefined : `no Chromium at ${executablePath}: the page is not looked at`
if (missing !== undefined) console.warn(missing)

describe.skipIf(missing !== undefined)('the page in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'html-report-'))
  let browser: Browser

  beforeAll(async () => {
    expect(built, 'run "npm run build:page" first').toBe(true)
    const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
    browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet] })
  })

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
  })

  afterAll(async () => {
    await browser?.close()
    rmSync(folder, { recursive: true })
  })

  interface Opened {
    page: Page
    /** Console messages, errors and requests other than for the page itself: there must be none. */
    noise: string[]
  }

  async function open(report: Report, options: { colorScheme?: 'light' | 'dark'; width?: number } = {}): Promise<Opened> {
    const { colorScheme = 'light', width = 1280 } = options
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, bypassCSP: false })
    const page = await context.newPage()
    const file = join(folder, `${report.title.length}-${colorScheme}-${width}.html`)
    writeFileSync(file, htmlReport(report))
    const noise: string[] = []
    page.on('console', message => noise.push(`console: ${message.text()}`))
    page.on('pageerror', error => noise.push(`error: ${error.message}`))
    page.on('request', request => {
      if (request.url() !== pathToFileURL(file).href && !request.url().startsWith('data:')) noise.push(`request: ${request.url()}`)
    })
    page.on('dialog', dialog => noise.push(`dialog: ${dialog.message()}`))
    await page.goto(pathToFileURL(file).href)
    await page.waitForSelector('h1')
    return { page, noise }
  }

  /** For each canvas the number of pixels that are not transparent. */
  function drawnPixels(page: Page): Promise<number[]> {
    return page.evaluate(`[...document.querySelectorAll('canvas')].map(canvas => {
      const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', { willReadFrequently: true })
      copy.drawImage(canvas, 0, 0)
      const { data } = copy.getImageData(0, 0, canvas.width, canvas.height)
      return data.filter((value, index) => index % 4 === 3 && value > 0).length
    })`)
  }

  it.each(['light', 'dark'] as const)(
    'draws every section and chart in %s, asks the network for nothing and reports no error',
    async colorScheme => {
      const report = fixtureReport('full.json')
      const { page, noise } = await open(report, { colorScheme })
      expect(await page.locator('h1').textContent()).toBe(report.title)
      expect(await page.locator('h2').allTextContents()).toEqual(report.sections.map(({ title }) => title))
      expect(await page.locator('.notice.warning').allTextContents()).toEqual([`Warning${report.notices[0]?.text}`])
      expect(await page.locator('nav a').count()).toBe(report.sections.length)
      await expect.poll(() => drawnPixels(page)).toHaveLength(4)
      for (const pixels of await drawnPixels(page)) expect(pixels).toBeGreaterThan(2000)
      expect(noise).toEqual([])
    },
  )

  it('lets nothing that a report says become markup or script', async () => {
    const report = fixtureReport('hostile.json')
    const { page, noise } = await open(report)
    for (const summary of await page.locator('summary').all()) await summary.click()
    expect(await page.evaluate('window.hacked === undefined')).toBe(true)
    expect(await page.locator('img, #root script, iframe, b:has(script)').count()).toBe(0)
    expect(await page.locator('h1').textContent()).toBe(report.title)
    expect(await page.title()).toBe(report.title)
    expect(await page.locator('.table-scroll').first().textContent()).toContain('x'.repeat(5000))
    expect(await page.locator('#root').textContent()).not.toMatch(/undefined|NaN|\[object/)
    expect(noise).toEqual([])
  })

  it('speaks Chinese where that is chosen, and leaves what it does not know', async () => {
    const { page, noise } = await open(fixtureReport('full.json'))
    await page.getByRole('button', { name: '中文' }).click()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    expect(await page.locator('.notice.warning strong').textContent()).toBe('警告')
    expect(await page.locator('h1').textContent()).toBe('Qwen3-Next-80B-A3B-Instruct 的压测')
    expect(await page.getByRole('button', { name: '深色主题' }).count()).toBe(1)
    expect(noise).toEqual([])
  })

  it('saves a table for spreadsheets', async () => {
    const { page, noise } = await open(fixtureReport('full.json'))
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('.save').first().click()])
    expect(readFileSync(await download.path(), 'utf8')).toMatch(/^\ufeff[^\r\n]+\r\n/)
    expect(noise).toEqual([])
  })

  it('leaves no cell, fact or list item empty', async () => {
    const { page } = await open(fixtureReport('hostile.json'))
    const texts = await page.locator('th, td, dt, dd, li, .notice span').allTextContents()
    expect(texts.length).toBeGreaterThan(50)
    expect(texts.filter(text => text.trim() === '')).toEqual([])
  })

  it('runs no script but its own', async () => {
    const { page, noise } = await open(fixtureReport('empty.json'))
    await page.evaluate(`document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.hacked = 1' }))`)
    expect(await page.evaluate('window.hacked === undefined')).toBe(true)
    expect(noise.join()).toContain('Content Security Policy')
  })

  it('draws an empty report', async () => {
    const { page, noise } = await open(fixtureReport('empty.json'))
    expect(await page.locator('#root').textContent()).toContain('Load test')
    expect(noise).toEqual([])
  })

  it('switches between light and dark, charts included', async () => {
    const { page } = await open(fixtureReport('full.json'))
    const paper = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
    const image = () => page.evaluate<string>(`document.querySelector('canvas').toDataURL()`)
    const [lightPaper, lightImage] = [await paper(), await image()]
    await page.getByRole('button', { name: 'Dark theme' }).click()
    await expect.poll(paper).not.toBe(lightPaper)
    await expect.poll(image).not.toBe(lightImage)
    await page.getByRole('button', { name: 'Light theme' }).click()
    await expect.poll(paper).toBe(lightPaper)
    await expect.poll(image).toBe(lightImage)
  })

  it('shows the values under the cursor', async () => {
    const { page } = await open(fixtureReport('full.json'))
    const area = page.locator('.u-over').nth(1)
    await area.scrollIntoViewIfNeeded()
    const { width = 0 } = (await area.boundingBox()) ?? {}
    await area.hover({ position: { x: width * 0.75, y: 60 } })
    const readout = page.locator('.readout')
    await expect.poll(() => readout.textContent()).toMatch(/Concurrency 16.*Latency p50.*2951 ms.*TTFT p50.*371 ms/)
    expect(await readout.textContent()).not.toContain('TTFT p99')
    await page.mouse.move(1, 1)
    await expect.poll(() => readout.count()).toBe(0)
  })

  it('hides and shows a series from the legend', async () => {
    const { page } = await open(fixtureReport('full.json'))
    const before = await drawnPixels(page)
    const button = page.getByRole('button', { name: 'Latency p99' })
    await button.click()
    expect(await button.getAttribute('aria-pressed')).toBe('false')
    await expect.poll(async () => (await drawnPixels(page))[1]).toBeLessThan(before[1] ?? 0)
    await button.click()
    await expect.poll(() => drawnPixels(page)).toEqual(before)
  })

  it('gives a chart’s data as a table', async () => {
    const { page } = await open(fixtureReport('full.json'))
    await page.getByText('Data', { exact: true }).first().click()
    const rows = page.locator('.chart-data').first().locator('tbody tr')
    await expect.poll(() => rows.allTextContents()).toEqual(['11060.412', '22100.820', '44101.60', '87793.04', '1613665.34', '3215626.10'])
  })

  it.each(['full.json', 'hostile.json'])('has no sideways scrolling at 400 pixels (%s)', async file => {
    const { page } = await open(fixtureReport(file), { width: 400 })
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(400)
    const canvasWidths = await page.evaluate<number[]>(`[...document.querySelectorAll('canvas')].map(canvas => canvas.clientWidth)`)
    for (const width of canvasWidths) expect(width).toBeLessThan(400)
  })

  it('draws charts anew when the window changes its width', async () => {
    const { page } = await open(fixtureReport('full.json'))
    const width = () => page.evaluate<number>(`document.querySelector('canvas').clientWidth`)
    const wide = await width()
    await page.setViewportSize({ width: 700, height: 900 })
    await expect.poll(width).not.toBe(wide)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(700)
  })

  it('prints in light and within the sheet', async () => {
    const { page } = await open(fixtureReport('full.json'), { colorScheme: 'dark', width: 718 })
    const screen = await page.evaluate<string>(`document.querySelector('canvas').toDataURL()`)
    await page.emulateMedia({ media: 'print' })
    await page.evaluate(`dispatchEvent(new Event('beforeprint'))`)
    await expect.poll(() => page.evaluate<string>(`document.querySelector('canvas').toDataURL()`)).not.toBe(screen)
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(718)
    expect((await page.pdf({ format: 'A4' })).length).toBeGreaterThan(10_000)
  })

  it.each([
    ['full.json', 'light'],
    ['full.json', 'dark'],
    ['hostile.json', 'light'],
  ] as const)('has no serious barrier by axe (%s, %s)', async (file, colorScheme) => {
    const { page } = await open(fixtureReport(file), { colorScheme })
    for (const summary of await page.locator('.chart-data summary').all()) await summary.click()
    // Evaluated by the debugger, which the page's policy does not bind.
    await page.evaluate(readFileSync(axeFile, 'utf8'))
    const { violations } = await page.evaluate<AxeResult>('axe.run()')
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
    expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  })
})

interface AxeResult {
  violations: { id: string; impact: string; nodes: { html: string }[] }[]
}
