import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { newRun, outputsFolder, predictionLine, put, reviewLine, served } from './app-runs.js'

// Needs dist (npm run build) and Chromium.

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const missing = existsSync(executablePath) ? undefined : `no Chromium at ${executablePath}: the app's pages are not looked at`
if (missing !== undefined) console.warn(missing)
const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

const hostile = [
  '<script>window.hacked = 1</script><img src=x onerror="window.hacked = 1"><a href="javascript:window.hacked=1">press</a>',
  '[press](javascript:window.hacked=1) <svg onload="window.hacked = 1"></svg> {{constructor}} ![x](http://127.0.0.1:1/x.png)',
  '$\\href{javascript:window.hacked=1}{x}$ $\\includegraphics{http://127.0.0.1:1/x.png}$ <http://127.0.0.1:1/auto>',
  'a\u202edesrever\u2066 and \u200b\u0007 end',
  'first\r\n  second',
].join('\n')

const drawn = [
  'So $x^2 = 4$, between $5 and $10, and',
  '\\[ \\frac{1}{2} \\]',
  '1. first\n   - deeper\n',
  '| a | b |\n| --- | --: |\n| c | 0.5 |\n',
  '```python\nprint("<b>")\n```',
  'The answer is **42**.',
].join('\n')

/** The data of an HTML report. */
function embedded(html: string): unknown {
  return JSON.parse(/<script type="application\/json" id="report">(.+?)<\/script>/s.exec(html)?.[1] ?? '')
}

/** A review by a judge model, with verdicts of tests beside it. */
function judgedLine(): string {
  const review = JSON.parse(reviewLine({ row: 2, answer: '42' }))
  const asked = [{ role: 'user', content: 'Is it right?' }]
  const attempt = { status: 'success', judge_id: 'judge-a', repeat_id: 0, placement: 'original', messages: asked }
  const said = { raw_response: 'It is right.', parsed_value: { verdict: 'A' }, error: null, latency: 0.5 }
  review.sample_score.score.metadata = {
    rule: 'judge',
    judge_attempts: [{ ...attempt, ...said }],
    tests: 5,
    passed: 3,
    failed: { kind: 'exception', type: 'KeyError', line: 2, test: { number: 4, shown: true } },
  }
  return JSON.stringify(review)
}

describe.skipIf(missing !== undefined)('the pages', () => {
  const outputs = outputsFolder()
  let browser: Browser
  let url = ''
  const run = (id: string, ...parts: string[]): string => `/${['run', id, ...parts].map(encodeURIComponent).join('/')}`

  beforeAll(async () => {
    command('perf', '--parallel', '1', '2', '--number', '3', '--max-tokens', '20', '--save-text', '--name', 'load')
    command('perf', '--parallel', '1', '2', '--number', '3', '--max-tokens', '20', '--name', 'load-again')
    command('eval', '--datasets', 'demo', '--name', 'exam')
    command('eval', '--datasets', 'demo', '--name', 'exam-again', '--seed', '7')
    command('eval', '--collection', 'demo', '--name', 'mix')
    const bad = await newRun(outputs, 'eval', 'hostile', { model: hostile })
    const questions = { row: 0, question: hostile, answer: `<think>${hostile}</think>${hostile}`, value: 0 }
    const huge = { row: 1, answer: 'y'.repeat(2_000_000) }
    const lines = [questions, huge, { row: 2, answer: drawn }].map(sample => `${predictionLine(sample)}\n`)
    put(bad.folder, 'predictions/m/colours_warm.jsonl', lines.join(''))
    put(bad.folder, 'reviews/m/colours_warm.jsonl', `${reviewLine(questions)}\n${judgedLine()}\n`)
    await bad.writeJson('report.json', { title: hostile, notices: [{ level: 'warning', text: hostile }], facts: [], sections: [] })
    await bad.setStatus('done')
    await bad.release()
    put(outputs, 'broken/config.json', '{')
    putForeignRun()
    url = (await served(outputs)).url
    const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
    browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', ...quiet] })
  }, 120_000)

  afterEach(async () => {
    for (const context of browser.contexts()) await context.close()
  })
  afterAll(() => browser?.close())

  function command(...argv: string[]): void {
    const words = ['bin/evalscope-ts.js', ...argv, '--outputs-dir', outputs, '--no-timestamp']
    const { status, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', env: { PATH: process.env.PATH } })
    expect(status, stderr).toBe(0)
  }

  /** As EvalScope leaves an evaluation. */
  function putForeignRun(): void {
    const report = { dataset_name: 'gsm8k', model_name: 'qwen', metrics: [{ name: 'mean_acc', num: 2, score: 0.5, categories: [] }] }
    put(outputs, '20250102_030405/reports/qwen/gsm8k.json', report)
    const messages = [
      { role: 'user', content: 'What is $1+1$?' },
      { role: 'assistant', content: 'It is **two**.' },
    ]
    const score = { value: { mean_acc: 1 }, extracted_prediction: 'two', prediction: 'two', main_score_name: 'mean_acc' }
    const review = { index: 0, target: '2', messages, sample_score: { score, sample_id: 0, group_id: 0 } }
    put(outputs, '20250102_030405/reviews/qwen/gsm8k_main.jsonl', `${JSON.stringify(review)}\n`)
  }

  interface Opened {
    page: Page
    /** Console messages, errors, and requests to anywhere else: there must be none. */
    noise: string[]
  }

  interface OpenOptions {
    colorScheme?: 'light' | 'dark'
    width?: number
    locale?: string
  }

  async function open(path: string, options: OpenOptions = {}): Promise<Opened> {
    const { colorScheme = 'light', width = 1280, locale = 'en-US' } = options
    const context = await browser.newContext({ colorScheme, locale, viewport: { width, height: 900 } })
    const page = await context.newPage()
    const noise: string[] = []
    page.on('console', message => noise.push(`console: ${message.text()}`))
    page.on('pageerror', error => noise.push(`error: ${error.message}`))
    page.on('dialog', dialog => noise.push(`dialog: ${dialog.message()}`))
    page.on('request', request => {
      if (!request.url().startsWith(`${url}/`) && !request.url().startsWith('data:')) noise.push(`request: ${request.url()}`)
    })
    await page.goto(url + path)
    return { page, noise }
  }

  const sampleKey = (id: string): string => {
    const folder = join(outputs, id, 'predictions')
    const model = readdirSync(folder)[0] ?? ''
    const file = join(folder, model, readdirSync(join(folder, model))[0] ?? '')
    return /"key":"([^"]+)"/.exec(readFileSync(file, 'utf8'))?.[1] ?? ''
  }

  const views: [name: string, path: () => string, shows: string][] = [
    ['runs', () => '/', 'tbody tr'],
    ['perf report', () => run('load'), '.plot canvas'],
    ['eval report', () => run('exam'), '.section table'],
    ['samples', () => run('exam', 'samples'), '.samples li'],
    ['sample', () => run('exam', 'samples', sampleKey('exam')), '.verdict'],
    ['requests', () => run('load', 'requests'), 'tbody tr'],
    ['request', () => run('load', 'requests', 'parallel_2_number_3', '4'), '.plot canvas'],
    ['comparison of load tests', () => '/compare?run=load&run=load-again', '.plot canvas'],
    ['comparison of evaluations', () => '/compare?run=exam&run=exam-again&run=mix', '.flip'],
    ['report of a collection', () => run('mix'), '.branch'],
    ['benchmarks', () => '/benchmarks', '.benchmark'],
    ['report of EvalScope', () => run('20250102_030405'), '.section table'],
    ['sample of EvalScope', () => run('20250102_030405', 'samples', 'gsm8k_main:0'), '.rich .katex'],
    ['hostile sample', () => run('hostile', 'samples', 'warm0'.padStart(64, '0')), '.verdict'],
    ['broken run', () => run('broken'), '[role=alert]'],
  ]

  describe.each(views)('%s', (_, path, shows) => {
    test.each([
      ['light', 1280],
      ['dark', 400],
    ] as const)('in %s at %i pixels: no fault that axe finds, no error, nothing cut off', async (colorScheme, width) => {
      const { page, noise } = await open(path(), { colorScheme, width })
      await page.locator(shows).first().waitFor()
      expect(await page.locator('h1').count()).toBe(1)
      expect(await page.locator('main').textContent()).not.toMatch(/undefined|NaN|\[object/)
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
      expect(noise).toEqual([])
      // The policy of the page forbids scripts that are put into it; this one comes by the debugger.
      const faults = await page.evaluate<{ id: string; impact: string; nodes: string[] }[]>(
        `${readFileSync(axeFile, 'utf8')};axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.map(({ html }) => html) })))`,
      )
      expect(faults.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
    })
  })

  test('search and filter by address, and back', async () => {
    const { page } = await open('/')
    await page.getByLabel('Search').fill('exam')
    await page.waitForURL('**/?search=exam')
    await expect.poll(() => page.locator('tbody tr').count()).toBe(2)
    await page.getByLabel('Search').fill('')
    await page.getByLabel('Kind').selectOption('perf')
    await expect.poll(() => page.locator('tbody tr').count()).toBe(2)
    await page.reload()
    await expect.poll(() => page.locator('tbody tr').count()).toBe(2)
  })

  test('show both answers to a question that changed, side by side', async () => {
    const { page, noise } = await open('/compare?run=exam&run=exam-again')
    await page.locator('.flip > summary').first().click()
    await page.locator('.sides > section').nth(1).waitFor()
    const verdicts = await page.locator('.sides .verdict').allTextContents()
    expect(verdicts).toEqual(['right', 'wrong'])
    await page.locator('.sides').getByRole('link', { name: 'Sample' }).last().click()
    await page.waitForURL('**/run/exam-again/samples/*')
    expect(noise).toEqual([])
  })

  test('find runs by data set and by the day on which they began', async () => {
    const { page } = await open('/')
    await page.getByLabel('Data set').selectOption('demo')
    await page.waitForURL('**/?dataset=demo')
    await expect.poll(() => page.locator('tbody tr').count()).toBe(2)
    await page.getByLabel('Until').fill('2020-01-01')
    await page.getByText('No run meets the filters.').waitFor()
  })

  test('speak the language of the browser, and the one that is chosen from then on', async () => {
    const { page, noise } = await open('/', { locale: 'zh-CN' })
    await page.getByRole('heading', { name: '运行记录' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    await page.goto(url + run('load'))
    await page.getByRole('heading', { name: '性能总览' }).waitFor()
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Performance overview' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Performance overview' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(noise).toEqual([])
  })

  test('say in Chinese why a sample was judged so, and what was read in it as it stands', async () => {
    const { page, noise } = await open(`${run('exam')}/samples?verdict=wrong`, { locale: 'zh-CN' })
    await page.locator('.samples a').first().click()
    const why = page.locator('dt', { hasText: /^判定依据$|^原因$|^理由$/ }).first()
    await why.waitFor()
    expect(await why.locator('xpath=following-sibling::dd').textContent()).toMatch(/[\u4e00-\u9fff]/)
    expect(noise).toEqual([])
  })

  test('keep the theme that was chosen', async () => {
    const { page } = await open('/')
    await page.getByRole('button', { name: 'Dark theme' }).click()
    await page.reload()
    await page.getByRole('button', { name: 'Light theme' }).waitFor()
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  })

  async function saved(page: Page, button: Locator): Promise<string> {
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
    return readFileSync(await download.path(), 'utf8')
  }

  test('save a table as CSV, and a report as the one file that runs write', async () => {
    const { page, noise } = await open(run('load'))
    const csv = await saved(page, page.getByRole('button', { name: 'Save as CSV: Performance overview' }))
    expect(csv).toMatch(/^\ufeffConc\.,Requests,.+\r\n1,3,/)
    const html = await saved(page, page.getByRole('link', { name: 'Save this report as one HTML file' }))
    expect(embedded(html)).toEqual(embedded(readFileSync(join(outputs, 'load', 'perf_report.html'), 'utf8')))
    expect(html).toContain("default-src 'none'")
    expect(noise).toEqual([])
  })

  test('save a whole list as CSV, under its filters', async () => {
    const { page, noise } = await open(run('exam', 'samples'))
    const whole = page.getByRole('link', { name: 'Save the whole list as CSV' })
    expect((await saved(page, whole)).split(/\r\n(?=[0-9a-f]{64},)/).length).toBe(41)
    await page.getByLabel('Verdict').selectOption('wrong')
    await page.waitForURL('**/samples?verdict=wrong')
    await expect.poll(() => page.locator('.samples .verdict.good').count()).toBe(0)
    const lines = (await saved(page, whole)).split(/\r\n(?=[0-9a-f]{64},)/)
    expect(lines.length - 1).toBe(await page.locator('.samples li').count())
    expect(lines.slice(1).every(line => /,demo,[^,]*,0,wrong,0,/.test(line))).toBe(true)
    await page.goto(`${url}${run('load', 'requests')}?sort=order`)
    const requests = await saved(page, page.getByRole('link', { name: 'Save the whole list as CSV' }))
    expect(requests.split('\r\n').map(line => line.split(',')[1])).toEqual(['phase', 'measured', 'measured', 'measured', undefined])
    expect(noise).toEqual([])
  })

  test('draw Markdown, formulas and programs, and nothing that could be pressed or loaded', async () => {
    const { page, noise } = await open(run('hostile', 'samples', 'warm2'.padStart(64, '0')))
    const answer = page.locator('section.card', { has: page.getByRole('heading', { name: 'Answer', exact: true }) })
    await answer.locator('.katex').first().waitFor()
    expect(await answer.locator('.formula.display .katex-display').count()).toBe(1)
    expect(await answer.locator('ol > li > ul > li').textContent()).toBe('deeper')
    expect(await answer.locator('td.right').textContent()).toBe('0.5')
    expect(await answer.locator('pre').textContent()).toBe('print("<b>")')
    expect(await answer.locator('strong').textContent()).toBe('42')
    expect(await answer.locator('.katex-error').count()).toBe(0)
    expect(await answer.textContent()).toContain('between $5 and $10')
    expect(await answer.locator('a, img, script').count()).toBe(0)
    expect(await page.evaluate('[...document.fonts].some(({ family, status }) => family === "KaTeX_Main" && status === "loaded")')).toBe(
      true,
    )
    expect(noise).toEqual([])
  })

  test('show what a judge was asked and said, and what became of tests', async () => {
    const { page } = await open(run('hostile', 'samples', 'warm2'.padStart(64, '0')))
    await page.getByText('judge-a, repeat 1').click()
    await page.getByText('It is right.').waitFor()
    await page.getByText('Is it right?').waitFor()
    await page.getByText('Further details of the score').click()
    await page.getByText('"passed": 3').waitFor()
    await page.getByText('3 of 5 passed').waitFor()
    await page.getByText('exception: KeyError').waitFor()
  })

  test('filter samples by score', async () => {
    const { page } = await open(run('exam', 'samples'))
    await page.getByLabel('Score from').fill('1')
    await page.getByLabel('Score from').press('Enter')
    await page.waitForURL('**/samples?minScore=1')
    await expect.poll(() => page.locator('.samples .verdict:not(.good)').count()).toBe(0)
    expect(await page.locator('.samples .verdict.good').count()).toBeGreaterThan(5)
  })

  test('lead from the list to a comparison of two runs', async () => {
    const { page } = await open('/?kind=perf')
    await page.getByLabel('Compare load', { exact: true }).check()
    await page.getByLabel('Compare load-again').check()
    await page.getByRole('link', { name: 'Compare the 2 chosen runs' }).click()
    await page.locator('.plot canvas').first().waitFor()
    expect(await page.locator('h1').count()).toBe(1)
    expect(await page.getByRole('heading', { name: 'Settings that differ' }).count()).toBe(1)
    await page.getByRole('rowheader', { name: 'options.saveText' }).waitFor()
  })

  test('lead through the wrong answers by keyboard', async () => {
    const { page } = await open(run('exam', 'samples'))
    await page.getByLabel('Verdict').selectOption('wrong')
    await page.waitForURL('**/samples?verdict=wrong')
    await expect.poll(() => page.locator('.samples .verdict.good').count()).toBe(0)
    await page.locator('.samples a').first().press('Enter')
    await page.waitForURL('**/samples/*?verdict=wrong')
    const first = page.url()
    await page.getByRole('link', { name: 'Next' }).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.waitForURL(address => address.href !== first)
    await expect.poll(() => page.locator('.outcome .verdict').textContent()).toBe('wrong')
    await page.getByRole('link', { name: 'Previous' }).waitFor()
    // The neighbours may still be on their way; before the first answer there is nothing to go to.
    await expect
      .poll(
        async () => {
          await page.keyboard.press('k')
          return page.url()
        },
        { timeout: 30_000, interval: 500 },
      )
      .toBe(first)
    await page.keyboard.press('Escape')
    await page.waitForURL('**/samples?verdict=wrong')
  })

  test('lead to a place in a report without leaving it', async () => {
    const { page, noise } = await open(run('load'))
    await page.locator('.contents a').last().click()
    await page.locator('.plot canvas').first().waitFor()
    expect(page.url()).toContain('#section-')
    expect(noise).toEqual([])
  })

  test('do nothing of what a hostile answer says', async () => {
    for (const path of ['/', run('hostile'), run('hostile', 'samples'), run('hostile', 'samples', 'warm0'.padStart(64, '0'))]) {
      const { page, noise } = await open(path)
      await page.getByText('window.hacked').first().waitFor({ state: 'attached' })
      for (const summary of await page.locator('summary').all()) await summary.click()
      expect(await page.locator('main :is(script, img, svg, iframe), main a[href^="javascript"]').count(), path).toBe(0)
      expect(await page.evaluate('window.hacked === undefined')).toBe(true)
      expect(noise).toEqual([])
    }
  })

  test('show an answer as it was written where that is wanted: lines stay, what would turn or hide them shows by its code', async () => {
    const { page } = await open(run('hostile', 'samples', 'warm0'.padStart(64, '0')))
    await page.getByLabel('Texts are shown').selectOption('as written')
    await page.reload()
    const answer = page.locator('section.card', { has: page.getByRole('heading', { name: 'Answer', exact: true }) })
    expect(await answer.textContent()).toContain('a\\u202edesrever\\u2066 and \\u200b\\u0007 end\nfirst\n  second')
    expect(await page.evaluate(`getComputedStyle(document.querySelector('.plain')).whiteSpace`)).toBe('pre-wrap')
    expect(await page.locator('details summary').filter({ hasText: 'Reasoning' }).count()).toBe(1)
  })

  test('show two megabytes when asked to', async () => {
    const { page, noise } = await open(run('hostile', 'samples', 'warm1'.padStart(64, '0')))
    await page.getByRole('button', { name: 'Show all 2000000 characters' }).click()
    expect((await page.locator('.plain').last().textContent())?.length).toBe(2_000_000)
    expect(noise).toEqual([])
  })

  test('follow a run in progress, and show its report when it has one', async () => {
    const running = await newRun(outputs, 'eval', 'live')
    const progress = { status: 'running', total_count: 10, processed_count: 4, percent: 40, in_flight: 2 }
    await running.writeJson('progress.json', { ...progress, datasets: [{ name: 'demo', score: 0.5, done: 4, total: 10 }] })
    const { url: fresh } = await served(outputs)
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.goto(`${fresh}${run('live')}`)
    await page.getByText('4 of 10 done (40 %)').waitFor()
    await page.getByText('50.0 % after 4 of 10').waitFor()
    await running.writeJson('report.json', { title: 'It is done', notices: [], facts: [], sections: [] })
    await running.setStatus('done')
    await running.release()
    await page.getByRole('heading', { name: 'It is done' }).waitFor()
    expect(await page.getByText('4 of 10 done').count()).toBe(0)
  })
})
