import { createClient } from '../client/create-client.js'
import type { Fact } from '../report/types.js'
import type { PlannedSweep } from './observer.js'
import type { Prepared } from './prepare.js'

/** What is about to happen, for people to read before it does. */
export function plannedSweep({ target, points, options }: Prepared, folder: string): PlannedSweep {
  const requests = points.reduce((sum, point) => sum + point.warmup + point.number, 0)
  return {
    target: target.url.origin + target.url.pathname,
    model: target.model,
    simulated: target.simulated,
    points,
    requests,
    maxOutputTokens: requests * (options.maxTokens.at(-1) ?? 0),
    duration: options.duration ?? null,
    folder,
  }
}

/** The configuration that a report shows at its top. */
export function configFacts({ target, options, dataset, seed, seedGiven, text }: Prepared): Fact[] {
  const { parallel, rate, openLoop, maxTokens, minTokens } = options
  return [
    { label: 'Model', value: target.model },
    { label: 'Service', value: target.simulated ? 'SIMULATED (built in)' : target.url.origin + target.url.pathname },
    { label: 'API', value: `${options.api}, ${target.protocol}, ${options.stream ? 'streaming' : 'not streaming'}` },
    { label: 'Dataset', value: dataset },
    {
      label: 'Load',
      value: openLoop
        ? `open loop, ${rate?.join(', ')} requests/s`
        : `${parallel.join(', ')} in flight${rate?.some(value => value > 0) ? `, at most ${rate.join(', ')} requests/s` : ''}`,
    },
    { label: 'Output tokens asked for', value: `${minTokens === undefined ? 'at most' : `${minTokens} to`} ${maxTokens.join(' to ')}` },
    { label: 'Tokenizer', value: text?.info().name ?? 'none' },
    { label: 'Seed', value: seedGiven ? `${seed} (given: a second run sends the same prompts and may meet a warm cache)` : String(seed) },
  ]
}

/** `--dry-run`: the plan and the first request, as it would be posted. */
export async function dryRun(prepared: Prepared): Promise<Record<string, unknown>> {
  const client = createClient(prepared.client)
  try {
    const { target, points, options, seed, dataset } = prepared
    let body: unknown = null
    const [low = null] = options.maxTokens
    for await (const { request } of prepared.source.items(0, 1)) body = client.body(low === null ? request : { ...request, maxTokens: low })
    return {
      url: target.simulated ? null : target.url.href,
      simulated: target.simulated,
      model: target.model,
      dataset,
      seed,
      points,
      requests: plannedSweep(prepared, '').requests,
      firstBody: body,
    }
  } finally {
    await client.close()
  }
}
