import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A file of multiple-choice questions, each in words of its own.
 * @param {string} folder
 * @param {number} count
 */
export function writeQuestions(folder, count) {
  const rows = Array.from({ length: count }, (_, number) => {
    const [a, b] = [100 + (number % 900), 17 + (number % 83)]
    const right = a * b
    const options = [right, right + 10, right - b, right + a]
    const turned = options.map((_, place) => options[(place + number) % 4])
    return JSON.stringify({
      question: `Question ${number}: a hall has ${a} rows of ${b} seats each. How many seats does the hall have?`,
      ...Object.fromEntries(turned.map((value, place) => ['ABCD'[place], String(value)])),
      answer: 'ABCD'[turned.indexOf(right)],
    })
  })
  writeFileSync(join(folder, 'halls_val.jsonl'), `${rows.join('\n')}\n`)
}

/** @param {string} folder @param {string} [url] */
export const optionsFor = (folder, url) => ({
  datasets: ['general_mcq'],
  datasetArgs: { general_mcq: { local_path: folder, subset_list: ['halls'] } },
  evalBatchSize: 64,
  outputsDir: join(folder, 'outputs'),
  model: 'simulated-model',
  ...(url !== undefined && { url }),
})
