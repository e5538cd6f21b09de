import type { ChoiceStyle } from './choice-style.js'
import { readChoice } from './scorers/choice.js'
import type { Sample, Score } from './types.js'

/** Reads the reply's letters and compares them with the key. */
export function scoreChoice(answer: string, sample: Sample, { keys }: ChoiceStyle, metric: string): Score {
  const key = [sample.target].flat().join('')
  const several = keys === 'all' || keys === 'share' || (keys === 'any' && key.length > 1)
  const { letters, rule, reason } = readChoice(answer, { choices: sample.choices ?? [], several })
  const value = letters === null ? 0 : shareOf(letters, key, keys)
  return { values: { [metric]: value }, extracted: letters, rule, reason: `${reason}${letters === null ? '' : verdict(value, key, keys)}` }
}

/** Share of the key that was named; nothing where a letter is wrong, or, unless shares count, where one is missing. */
function shareOf(letters: string, key: string, keys: ChoiceStyle['keys']): number {
  if ([...letters].some(letter => !key.includes(letter))) return 0
  if (keys === 'any') return 1
  const share = letters.length / key.length
  return keys === 'share' || share === 1 ? share : 0
}

function verdict(value: number, key: string, keys: ChoiceStyle['keys']): string {
  const named = [...key].join(keys === 'any' ? ' or ' : ', ')
  if (value === 1) return ' That is right.'
  return value === 0 ? ` The key is ${named}.` : ` That is a part of the key, ${named}.`
}
