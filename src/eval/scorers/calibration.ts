export interface StatedConfidence {
  /** 0 to 1. */
  confidence: number
  correct: boolean
}

/**
 * Root mean square calibration error as Humanity's Last Exam reports it: answers in the order of their confidence, in bins of `binSize`
 * (what is left over joins the last one), and the weighted square of each bin's distance between mean confidence and share of right answers.
 * Null without answers.
 */
export function calibrationError(answers: readonly StatedConfidence[], binSize = 100): number | null {
  if (answers.length === 0) return null
  const sorted = [...answers].sort((one, other) => one.confidence - other.confidence)
  const bins = Math.max(1, Math.floor(sorted.length / binSize))
  let sum = 0
  for (let bin = 0; bin < bins; bin++) {
    const part = sorted.slice(bin * binSize, bin === bins - 1 ? undefined : (bin + 1) * binSize)
    const confidence = mean(part.map(answer => answer.confidence))
    const accuracy = mean(part.map(answer => Number(answer.correct)))
    sum += (part.length / sorted.length) * (confidence - accuracy) ** 2
  }
  return Math.sqrt(sum)
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}
