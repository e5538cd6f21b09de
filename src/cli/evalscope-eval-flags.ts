import { type ForeignFlags, ignored, refused } from './foreign-flags.js'

const noLocalModel = 'no model is loaded into this process; start a server of your choice and give its --api-url'
const oneProtocol = 'services are asked over chat completions (openai_api)'
const onlyText = 'text is generated'
const noSandboxChoice = 'programs are run in the built-in sandbox, or not at all'
const writtenByEvalScope = 'EvalScope writes it into its files for its own use'
const always = 'it is always done'

/** The flags and TaskConfig keys of EvalScope's `eval` that are no options of ours. */
export const evalForeign: ForeignFlags = {
  flags: [
    ignored('eval-backend', 'value', 'there is one backend'),
    ignored('model-args', 'value', noLocalModel),
    ignored('model-task', 'value', onlyText),
    ignored('dataset-dir', 'value', 'data sets are kept in the hubs’ own caches (HF_HOME, MODELSCOPE_CACHE)'),
    ignored('enable-progress-tracker', 'nothing', always),
    ignored('collect-perf', 'nothing', always),
    ignored('debug', 'nothing', 'errors tell what happened without it'),
    ignored('judge-worker-num', 'value', 'judges are asked beside the answers'),
    ignored('analysis-report', 'nothing', 'reports hold figures, no text written by a model'),
    ignored('evalscope-version', 'value', 'the version that runs is written into every result'),
    ignored('resolved-benchmarks', 'value', writtenByEvalScope),
    ignored('evaluation-identity', 'value', writtenByEvalScope),
    ignored('use-sandbox', 'nothing', noSandboxChoice),
    ignored('sandbox-type', 'value', noSandboxChoice),
    ignored('sandbox-manager-config', 'value', noSandboxChoice),
    ignored('sandbox', 'value', noSandboxChoice),

    refused('chat-template', 'value', noLocalModel),
    refused('eval-config', 'value', 'there are no other backends to configure'),
    refused('agent-config', 'value', 'agents are not run'),
  ],
  values: {
    'eval-type': {
      llm_ckpt: noLocalModel,
      checkpoint: noLocalModel,
      openai_responses_api: oneProtocol,
      anthropic_api: oneProtocol,
      litellm: oneProtocol,
      text2image: onlyText,
      text2speech: onlyText,
      image_editing: onlyText,
      custom: oneProtocol,
    },
  },
}
