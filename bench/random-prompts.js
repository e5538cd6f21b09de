// npm run bench:prompts: how long 1,000 random prompts of exactly 1,024 tokens take. See README.md.
import { performance } from 'node:perf_hooks'
import { findTokenizerFolder } from '../dist/data/model-cache.js'
import { startTextService } from '../dist/perf/text-service.js'
import { printMachine } from './support/machine.js'
import { printTable } from './support/table.js'

const fixtures = new URL('../fixtures/hf-home', import.meta.url).pathname
const batch = 64
const prompts = 1_000
const tokens = 1_024

printMachine()
const tokenizers = [
  ['byte-level BPE of fixtures/hf-home', findTokenizerFolder('Qwen/Qwen3-Next-80B-A3B-Instruct', { HF_HOME: fixtures }, process.cwd())],
  ['tiktoken:o200k_base', 'tiktoken:o200k_base'],
]
const rows = []
for (const [name, location] of tokenizers) rows.push([name, ...(await time(location))])
printTable(
  `${prompts.toLocaleString('en')} prompts of ${tokens.toLocaleString('en')} tokens, in the worker thread`,
  ['tokenizer', 'load s', 'first batch s', 'all s', 'ms a prompt', 'longest hold-up of the loop ms'],
  rows,
)

/** Batches of the size that `--dataset random` uses, one after the other. @param {string} location */
async function time(location) {
  const startedAt = performance.now()
  const text = await startTextService(location)
  const loadedAt = performance.now()
  const delay = watchLoop()
  let firstAt = 0
  for (let from = 0; from < prompts; from += batch) {
    const count = Math.min(batch, prompts - from)
    const made = await text.randomPrompts({ seed: 1, from, count, min: tokens, max: tokens, prefixLength: 0, chat: true })
    if (made.some(prompt => prompt.tokens !== tokens)) throw new Error('a prompt has another length')
    if (from === 0) firstAt = performance.now()
  }
  const endedAt = performance.now()
  await text.close()
  const seconds = milliseconds => (milliseconds / 1000).toFixed(2)
  return [
    seconds(loadedAt - startedAt),
    seconds(firstAt - loadedAt),
    seconds(endedAt - loadedAt),
    ((endedAt - loadedAt) / prompts).toFixed(2),
    delay().toFixed(1),
  ]
}

/** The longest time by which a 1 ms timer of this thread was late. */
function watchLoop() {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    longest = Math.max(longest, now - last - 1)
    last = now
  }, 1)
  return () => {
    clearInterval(timer)
    return longest
  }
}
