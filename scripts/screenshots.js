// Makes the README's pictures from real runs: measures the built-in simulated service, asks its student the demo's questions, opens report and
// app in Chromium, saves parts of them. Needs dist (npm run build) and Chromium at /usr/bin/chromium, or where CHROMIUM says.
import { spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const root = fileURLToPath(new URL('..', import.meta.url))
const images = join(root, 'docs', 'images')
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium'
const margin = 16

const outputs = mkdtempSync(join(tmpdir(), 'screenshots-'))
try {
  run('perf', '--parallel', '1', '2', '4', '8', '16', '32')
  run('eval', '--datasets', 'demo', '--name', 'demo')
  run('eval', '--datasets', 'demo', '--name', 'demo-again', '--seed', '7')
  mkdirSync(images, { recursive: true })
  await photograph(join(outputs, 'simulated-model', 'perf_report.html'), {
    'report-charts.png': ['throughput', 'latency', 'ttft', 'tpot'],
    'report-point.png': ['parallel-32-number-320-in-flight', 'parallel-32-number-320-ttft'],
  })
  await photographApp({
    'app-samples.png': { path: '/run/demo/samples?subset=choices', shows: '.samples' },
    'app-sample.png': {
      path: '/run/demo/samples?subset=arithmetic&text=boxed',
      shows: '.samples a',
      press: '.samples li:nth-child(2) a',
      appears: '.katex',
    },
    'app-compare.png': { path: '/compare?run=demo&run=demo-again', shows: '.flip', press: '.flip > summary', appears: '.sides .rich' },
    'app-request.png': { path: '/run/simulated-model/requests/parallel_32_number_320/620', shows: 'canvas' },
  })
} finally {
  rmSync(outputs, { recursive: true })
}

function run(verb, ...options) {
  const words = ['bin/evalscope-ts.js', verb, ...options, '--no-timestamp', '--outputs-dir', outputs]
  const { status } = spawnSync(process.execPath, words, { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error(`The run ended with exit code ${status}.`)
}

/** Saves one picture for each address: what a window of the usual width shows, after a press where there is something to press. */
async function photographApp(pictures) {
  const server = spawn(process.execPath, ['bin/evalscope-ts.js', 'app', '--outputs', outputs, '--port', '0'], { cwd: root })
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const said = await new Promise(resolve => server.stdout.once('data', resolve))
    const address = /http:\S+/.exec(String(said))?.[0]
    const page = await browser.newPage({ colorScheme: 'light', viewport: { width: 1120, height: 860 } })
    for (const [name, { path, shows, press, appears }] of Object.entries(pictures)) {
      await page.goto(address + path)
      await page.locator(shows).first().waitFor()
      if (press !== undefined) {
        await page.locator(press).first().click()
        await page.locator(appears).first().scrollIntoViewIfNeeded()
      }
      await page.screenshot({ path: join(images, name) })
    }
  } finally {
    await browser.close()
    server.kill('SIGINT')
  }
}

/** Saves one picture for each list of sections: the smallest box that holds them. */
async function photograph(file, pictures) {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage({ colorScheme: 'light', viewport: { width: 1120, height: 900 } })
    await page.goto(pathToFileURL(file).href)
    await page.locator('canvas').first().waitFor()
    for (const [name, sections] of Object.entries(pictures)) {
      const boxes = await Promise.all(sections.map(id => page.locator(`#section-${id}`).boundingBox()))
      await page.screenshot({ path: join(images, name), fullPage: true, clip: around(boxes) })
    }
  } finally {
    await browser.close()
  }
}

function around(boxes) {
  const left = Math.min(...boxes.map(({ x }) => x)) - margin
  const top = Math.min(...boxes.map(({ y }) => y)) - margin
  const right = Math.max(...boxes.map(({ x, width }) => x + width)) + margin
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height)) + margin
  return { x: left, y: top, width: right - left, height: bottom - top }
}
