import { compareSentences } from './compare-sentences.js'
import { decisionSentences } from './decision-sentences.js'
import { failureSentences } from './failure-sentences.js'
import { createLexicon } from './lexicon.js'
import { loadSentences } from './load-sentences.js'
import { loadWords } from './load-words.js'
import { mathReasons } from './math-reasons.js'
import { metricWords } from './metric-words.js'
import { scoreMetrics } from './score-metrics.js'
import { scoreSentences } from './score-sentences.js'
import { sourceSentences } from './source-sentences.js'
import { titleWords } from './title-words.js'

export const titleLexicon = createLexicon([...titleWords, ...metricWords, ...loadWords])

// The first one that fits is taken: those that say more stand before those that fit much.
export const sentenceLexicon = createLexicon([
  ...loadWords,
  ...metricWords,
  ...scoreMetrics,
  ...loadSentences,
  ...scoreSentences,
  ...sourceSentences,
  ...decisionSentences,
  ...compareSentences,
  ...failureSentences,
  ...mathReasons,
])
