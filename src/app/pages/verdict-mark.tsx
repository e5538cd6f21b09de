import type { Verdict } from '../types.js'
import { useWords, type Word } from './words/words.js'

const tones: Record<Verdict, string> = { right: 'good', wrong: 'bad', partial: 'neutral', 'not-scored': 'neutral', unreviewed: 'neutral' }
const words: Record<Verdict, Word> = {
  right: 'right',
  wrong: 'wrong',
  partial: 'partly right',
  'not-scored': 'not scored',
  unreviewed: 'not scored yet',
}

/** A verdict in words and colour; a score between right and wrong shows its number. */
export function VerdictMark({ verdict, score }: { verdict: Verdict; score: number | null }) {
  const say = useWords()
  return <span class={`verdict ${tones[verdict]}`}>{verdict === 'partial' && score !== null ? score.toFixed(3) : say(words[verdict])}</span>
}

export const verdictChoices: readonly (readonly [value: string, title: Word])[] = [
  ['', 'All'],
  ...(['right', 'wrong', 'partial', 'not-scored', 'unreviewed'] as const).map(verdict => [verdict, words[verdict]] as const),
]
