import { describe, expect, test } from 'vitest'
import { workloads } from '../../src/perf/workloads/index.js'
import { temporaryFiles } from '../lib/temporary-files.js'
import { itemsOf, openWorkload } from '../perf/workloads/open-workload.js'
import { textService } from '../perf/workloads/text-service.js'

const { write } = await temporaryFiles()

/** A file for each workload that reads one; a workload that is not here reads none. */
const files: Record<string, string> = {
  openqa: ['Why?', 'How?', 'When is it?'].map(question => JSON.stringify({ question })).join('\n'),
  longalpaca: JSON.stringify(['Summarize this.', 'Translate that.', 'Go on.'].map(instruction => ({ instruction }))),
  line_by_line: 'plain text\n[{"role":"user","content":"a conversation"}]\n{"messages":[{"role":"user","content":"a body"}]}',
  custom: 'first line\nsecond line\nthird line',
}

/** As `perf` opens it, with a real tokenizer; lists of files are written first. */
async function open(name: string, more: Record<string, unknown> = {}, chat = true) {
  const options: Record<string, unknown> = { dataset: name, ...more }
  if (name === 'random') Object.assign(options, { minPromptLength: 20, maxPromptLength: 40 })
  const file = files[name]
  if (file !== undefined) options.datasetPath = await write(name, file)
  return openWorkload(options, { text: await textService(), seed: 5, chat })
}

describe.each(workloads.names)('the workload %s', name => {
  test('has a title', () => expect(workloads.get(name).title).toMatch(/^[a-z]/))

  test('gives the same item for the same index, wherever the asking begins', async () => {
    const [one, other] = [await open(name), await open(name)]
    const whole = await itemsOf(one, 0, 150)
    expect(await itemsOf(other, 67, 70)).toEqual(whole.slice(67, 137))
    expect(await itemsOf(one, 0, 150)).toEqual(whole)
    await one.close()
    await other.close()
  })

  test.each([0, 1, 63, 64, 65, 200])('gives exactly %i items when so many are asked for', async count => {
    const source = await open(name)
    const items = await itemsOf(source, 3, count)
    expect(items.map(item => item.index)).toEqual(Array.from({ length: count }, (_, place) => 3 + place))
    await source.close()
  })

  test.each([true, false])('sends no message without text (chat %s)', async chat => {
    const source = await open(name, {}, chat)
    for (const { request, inputTokens } of await itemsOf(source, 0, 70)) {
      const text = JSON.stringify(
        request.prompt.kind === 'messages' ? request.prompt.messages.map(message => message.content) : request.prompt,
      )
      expect(text).toMatch(/\p{L}/u)
      if (request.prompt.kind === 'messages') for (const message of request.prompt.messages) expect(message.content).toMatch(/\S/)
      if (request.prompt.kind === 'text') expect(request.prompt.text).toMatch(/\S/)
      expect(inputTokens).toBeGreaterThan(0)
    }
    await source.close()
  })

  test('passes over the rows that it is told to', async () => {
    const [whole, later] = [await open(name), await open(name, { datasetOffset: 2 })]
    const [all, offset] = [await itemsOf(whole, 0, 5), await itemsOf(later, 0, 3)]
    expect(offset.map(item => item.request)).toEqual(all.slice(2).map(item => item.request))
    await whole.close()
    await later.close()
  })
})
