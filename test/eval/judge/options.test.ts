import { describe, expect, test } from 'vitest'
import { checkJudge } from '../../../src/eval/judge/check-judge.js'
import { readJudgeOptions } from '../../../src/eval/judge/options.js'

describe('judge options', () => {
  test('have defaults', () => {
    expect(readJudgeOptions({})).toEqual({
      strategy: 'auto',
      models: [],
      contract: { systemPrompt: null, promptTemplate: null, scoreMapping: null, scoreType: 'pattern' },
      repeats: 1,
      positionSwap: 'auto',
      aggregation: 'mean',
      minValidJudges: 1,
    })
  })

  test("are read under EvalScope's names, and names inside generation_config and score_mapping stay", () => {
    const read = readJudgeOptions({
      models: { model_id: 'j', api_url: 'http://x', generation_config: { max_tokens: 9 } },
      contract: { score_mapping: { is_right: 1, is_wrong: 0 } },
      position_swap: 'on',
      min_valid_judges: 1,
    })
    expect(read.models).toEqual([{ modelId: 'j', apiUrl: 'http://x', generationConfig: { max_tokens: 9 } }])
    expect(read.contract.scoreMapping).toEqual({ is_right: 1, is_wrong: 0 })
    expect(read.positionSwap).toBe('on')
  })

  test('are read in camelCase too', () => {
    expect(readJudgeOptions({ models: [{ modelId: 'j' }], minValidJudges: 1 }).models).toEqual([{ modelId: 'j', generationConfig: {} }])
  })

  test.each([
    ['an unknown key', { stratgy: 'llm' }, 'has no key "stratgy"; did you mean "strategy"?'],
    ['an unknown key of a model', { models: [{ model_id: 'j', api_ulr: 'x' }] }, 'has no key "api_ulr"; did you mean "api_url"?'],
    ['a model without a name', { models: [{ api_url: 'x' }] }, 'model_id'],
    ['a strategy that there is not', { strategy: 'llms' }, 'strategy'],
    [
      'more judges needed than there are',
      { models: { model_id: 'j' }, min_valid_judges: 2 },
      'min_valid_judges: is 2, but there are 1 judge models',
    ],
    ['the same judge twice', { models: [{ model_id: 'j' }, { model_id: 'j' }] }, 'names the judge "j" twice'],
    ['another kind of service', { models: { model_id: 'j', eval_type: 'llm_ckpt' } }, 'openai_api is the only type'],
    ['arguments for loading a model', { models: { model_id: 'j', model_args: { device: 'cpu' } } }, 'generation_config'],
  ])('refuse %s', (_, given, message) => {
    expect(() => readJudgeOptions(given)).toThrowError(message)
  })
})

describe('before any request', () => {
  const always = { name: 'simple_qa', judged: 'always' } as const
  const request = { name: 'drop', judged: 'on-request' } as const
  const never = { name: 'ifeval', judged: 'never' } as const
  const options = (given: object) => readJudgeOptions(given)
  const models = { model_id: 'j' }

  test('a judge that is needed has to be configured', () => {
    expect(() => checkJudge([always, request], options({}))).toThrowError('simple_qa needs a judge model, and none is configured.')
    expect(checkJudge([always, request], options({ models }))).toEqual([])
  })

  test.each(['rule', 'llm_recall'])('the strategy %s is refused where only a judge can score', strategy => {
    expect(() => checkJudge([always], options({ models, strategy }))).toThrowError(`the judge strategy is "${strategy}"`)
  })

  test('the strategy llm wants a judge for what it can judge, and tells what it does not reach', () => {
    expect(() => checkJudge([request, never], options({ strategy: 'llm' }))).toThrowError(
      'drop needs a judge model with the strategy "llm"',
    )
    expect(checkJudge([request, never], options({ strategy: 'llm', models }))).toEqual([
      'ifeval is scored by its own rules; no judge is asked.',
    ])
    expect(checkJudge([request, never], options({}))).toEqual([])
  })
})
