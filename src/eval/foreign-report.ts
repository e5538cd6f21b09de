import { z } from 'zod'

const words = z.string().nullish().catch(null)
const number = z.number().nullish().catch(null)

const subset = z.looseObject({ name: z.string(), score: number, num: number })

const metric = z.looseObject({
  identity: z.looseObject({ name: words, aggregation: words }).nullish().catch(null),
  name: words,
  legacy_name: words,
  num: number,
  score: number,
  categories: z.array(z.looseObject({ subsets: z.array(subset).catch([]) })).catch([]),
  semantics: z.looseObject({ metric_name: words, display_kind: words, direction: words }).nullish().catch(null),
})

/** reports/<model>/<dataset>.json as EvalScope's versions write it. */
export const foreignEvalReport = z.looseObject({
  dataset_name: words,
  dataset_pretty_name: words,
  model_name: words,
  metrics: z.array(metric),
})

export type ForeignMetric = z.output<typeof metric>
