/** Input tokens of the same prompts, counted twice. */
export interface InputCounts {
  ours: number
  service: number
}

/** Doubt about the tokenizer that was given, where the service counts otherwise; null where there is none. */
export function tokenizerNote({ ours, service }: InputCounts): string | null {
  const difference = ours === 0 ? 0 : service / ours - 1
  if (Math.abs(difference) <= SAME_COUNT) return null
  const words = `${(Math.abs(difference) * 100).toFixed(1)} % ${difference > 0 ? 'more' : 'fewer'}`
  return `The service counts ${words} input tokens than the tokenizer given: is it the tokenizer of this model?`
}

/** Share by which two counts may differ. */
const SAME_COUNT = 0.005
