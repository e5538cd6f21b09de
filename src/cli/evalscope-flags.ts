import { type ForeignFlags, ignored, refused } from './foreign-flags.js'

const noDatabase = 'results are appended to JSON Lines files, there is no database'
const noQueues = 'requests are handed over directly, there is no queue to size'
const noLocalServer = 'models are measured over HTTP; start one with a server of your choice and give its --url'
const noTracking = 'results go to files; give --format json to another program to send them on'
const noSearch = 'there is no search for the best load yet; give several values to --parallel, and limits with --threshold'
const noTurns = 'conversations of several turns are not sent yet; each prompt is one request'
const noImages = 'prompts with pictures are made by no dataset here; a whole body per line (--dataset line_by_line) may hold them'
const noOtherProtocol = 'only chat completions and completions are spoken so far (--api openai)'

/** The flags of EvalScope's `perf` that are no options of ours. Every one of EvalScope's is either here or an option, which a test holds. */
export const perfForeign: ForeignFlags = {
  flags: [
    ignored('attn-implementation', 'value', 'no model is loaded into this process'),
    ignored('port', 'value', 'no model server is started here; the port belongs into --url'),
    ignored('db-commit-interval', 'value', noDatabase),
    ignored('queue-size-multiplier', 'value', noQueues),
    ignored('in-flight-task-multiplier', 'value', noQueues),
    ignored('num-workers', 'value', 'each prompt is made shortly before it is sent'),
    ignored('log-every-n-query', 'value', 'the progress line shows every request'),
    ignored('debug', 'nothing', 'errors tell what happened without it'),
    ignored('enable-progress-tracker', 'nothing', 'progress.json is always written'),
    ignored('data-source', 'value', 'without --dataset-path, datasets come from ModelScope, or from Hugging Face where that has none'),

    refused('visualizer', 'value', noTracking),
    refused('swanlab-host', 'value', noTracking),
    refused('swanlab-api-key', 'value', noTracking),
    refused('wandb-api-key', 'value', noTracking),
    refused('sla-auto-tune', 'nothing', noSearch),
    refused('sla-variable', 'value', noSearch),
    refused('sla-params', 'value', noSearch),
    refused('sla-num-runs', 'value', noSearch),
    refused('sla-upper-bound', 'value', noSearch),
    refused('sla-lower-bound', 'value', noSearch),
    refused('sla-fixed-parallel', 'value', noSearch),
    refused('sla-number-multiplier', 'value', noSearch),
    refused('multi-turn', 'nothing', noTurns),
    refused('multi-turn-args', 'value', noTurns),
    refused('min-turns', 'value', noTurns),
    refused('max-turns', 'value', noTurns),
    refused(
      'tokenize-prompt',
      'nothing',
      'prompts are sent as text; --min-prompt-length and --max-prompt-length count tokens all the same',
    ),
    refused('image-width', 'value', noImages),
    refused('image-height', 'value', noImages),
    refused('image-num', 'value', noImages),
    refused('image-format', 'value', noImages),
    refused('image-patch-size', 'value', noImages),
    refused('dataset-args', 'value', 'no dataset here has arguments of its own; length and prefix are options of perf'),
  ],
  values: {
    api: {
      local: noLocalServer,
      local_vllm: noLocalServer,
      openai_responses: noOtherProtocol,
      openai_response: noOtherProtocol,
      responses: noOtherProtocol,
      openai_embedding: noOtherProtocol,
      embedding: noOtherProtocol,
      openai_rerank: noOtherProtocol,
      rerank: noOtherProtocol,
      dashscope: noOtherProtocol,
      custom: noOtherProtocol,
    },
    dataset: {
      random_vl: noImages,
      flickr8k: noImages,
      kontext_bench: noImages,
      random_multi_turn: noTurns,
      custom_multi_turn: noTurns,
      share_gpt_zh_multi_turn: noTurns,
      share_gpt_en_multi_turn: noTurns,
      swe_smith: noTurns,
      trie_agentic_coding: noTurns,
      trie_code_qa: noTurns,
      trie_office_work: noTurns,
      embedding: noOtherProtocol,
      embed: noOtherProtocol,
      embedding_batch: noOtherProtocol,
      random_embedding: noOtherProtocol,
      random_embedding_batch: noOtherProtocol,
      rerank: noOtherProtocol,
      random_rerank: noOtherProtocol,
      share_gpt_zh: 'its conversations are not read yet; --dataset line_by_line takes a list of messages on each line',
      share_gpt_en: 'its conversations are not read yet; --dataset line_by_line takes a list of messages on each line',
      speed_benchmark: 'use --dataset random with --min-prompt-length and --max-prompt-length',
      speed_benchmark_long: 'use --dataset random with --min-prompt-length and --max-prompt-length',
      workload_trace: 'recorded traffic is not replayed yet; --dataset line_by_line sends whole bodies without their times',
    },
  },
}
