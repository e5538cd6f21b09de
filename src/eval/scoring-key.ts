import type { JudgeOptions } from './judge/options.js'
import type { LoadedDataset } from './load-dataset.js'
import { canonicalJson, sha256 } from './sample-id.js'

export interface ScoringParts {
  keepThinking: boolean
  judge: JudgeOptions
}

/** Names how answers to a data set are scored, beside its benchmark's version: a score that was made in another way is made again. */
export function scoringKey(
  { benchmark, settings }: Pick<LoadedDataset, 'benchmark' | 'settings'>,
  { keepThinking, judge }: ScoringParts,
): string {
  const { extra } = settings.args
  const seconds = benchmark.runsPrograms && settings.reviewTimeout !== null ? { seconds: settings.reviewTimeout } : {}
  return sha256(
    canonicalJson({ keepThinking, filters: settings.filters, extra, judge: judgeIn(benchmark.judged, judge), ...seconds }),
  ).slice(0, 16)
}

/** What a judge's word depends on; null where none is asked. Addresses and keys are no part of it. */
function judgeIn(judged: LoadedDataset['benchmark']['judged'], options: JudgeOptions): unknown {
  const { strategy, models, ...rest } = options
  if (judged === 'never' || strategy === 'rule' || models.length === 0 || (judged === 'on-request' && strategy === 'auto')) return null
  return { strategy, ...rest, models: models.map(({ apiKey: _key, apiUrl: _url, ...model }) => model) }
}
