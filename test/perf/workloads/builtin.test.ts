import { expect, test } from 'vitest'
import { builtinPrompts } from '../../../src/perf/workloads/builtin-prompts.js'
import { chooseWorkload } from '../../../src/perf/workloads/choose-workload.js'
import { workloadOptions } from '../../../src/perf/workloads/options.js'
import { itemsOf, openWorkload, wordsOf } from './open-workload.js'

test('with no dataset and no path, the built-in prompts are used in their order', async () => {
  const source = await openWorkload({})
  expect(wordsOf(await itemsOf(source, 0, builtinPrompts.length))).toEqual(builtinPrompts)
  expect([source.rows, source.notes]).toEqual([builtinPrompts.length, []])
  await source.close()
})

test('the built-in prompts are about sixty, all different, in two languages and several lengths', () => {
  const chinese = builtinPrompts.filter(text => /\p{Script=Han}/u.test(text))
  const lengths = builtinPrompts.map(text => text.length)
  expect(builtinPrompts.length).toBeGreaterThanOrEqual(55)
  expect(new Set(builtinPrompts.map(text => text.slice(0, 20))).size).toBe(builtinPrompts.length)
  expect(chinese.length).toBeGreaterThan(15)
  expect(builtinPrompts.length - chinese.length).toBeGreaterThan(25)
  expect(Math.min(...lengths)).toBeLessThan(20)
  expect(Math.max(...lengths)).toBeGreaterThan(1500)
})

test('the dataset that is chosen has the name that reports show', () => {
  const chosen = (options: Record<string, unknown>) => chooseWorkload(workloadOptions.parse(options)).name
  expect(chosen({})).toBe('builtin')
  expect(chosen({ datasetPath: 'x' })).toBe('openqa')
  expect(chosen({ dataset: 'custom', datasetPath: 'x' })).toBe('custom')
  expect(chosen({ dataset: 'custom', prompt: 'x' })).toBe('prompt')
})
