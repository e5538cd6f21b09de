import type { Verdict } from '../types.js'

const tones: Record<Verdict, string> = { right: 'good', wrong: 'bad', partial: 'neutral', 'not-scored': 'neutral', unreviewed: 'neutral' }
const words: Record<Verdict, string> = {
  right: 'right',
  wrong: 'wrong',
  partial: 'partly right',
  'not-scored': 'not scored',
  unreviewed: 'not scored yet',
}

/** A verdict in words and colour; a score between right and wrong shows its number. */
export function VerdictMark({ verdict, score }: { verdict: Verdict; score: number | null }) {
  return <span class={`verdict ${tones[verdict]}`}>{verdict === 'partial' && score !== null ? score.toFixed(3) : words[verdict]}</span>
}

export const verdictChoices: readonly (readonly [value: string, title: string])[] = [
  ['', 'All'],
  ...(['right', 'wrong', 'partial', 'not-scored', 'unreviewed'] as const).map(verdict => [verdict, words[verdict]] as const),
]
