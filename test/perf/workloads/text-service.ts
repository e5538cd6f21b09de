import { RandomText } from '../../../src/perf/random-text.js'
import { templateTokens } from '../../../src/perf/template-tokens.js'
import type { TextService } from '../../../src/perf/text-service.js'
import { loadTokenizer } from '../../../src/tokenizer/load-tokenizer.js'

const snapshot = 'fixtures/hf-home/hub/models--Qwen--Qwen3-Next-80B-A3B-Instruct/snapshots/5e1f2a90c7d34b68a1e0f9d2c3b4a5968778695a'

export const tokenizers = { withTemplate: snapshot, withoutTemplate: 'fixtures/tokenizers/wordpiece' }

export interface WatchedService extends TextService {
  /** How many texts and conversations were counted. */
  counted: number
}

/** The real tokenizer, without the thread around it (threads are tested on the built files). */
export async function textService(location = tokenizers.withTemplate): Promise<WatchedService> {
  const tokenizer = await loadTokenizer(location)
  const template = templateTokens(tokenizer)
  const service: WatchedService = {
    counted: 0,
    count: async texts => {
      service.counted += texts.length
      return texts.map(text => tokenizer.count(text))
    },
    countChat: async conversations => {
      service.counted += conversations.length
      return conversations.map(messages => tokenizer.countChat(messages))
    },
    randomPrompts: async range => new RandomText(tokenizer).prompts(range),
    info: () => ({ name: tokenizer.name, hasChatTemplate: template !== null, templateTokens: template, templateProblem: null }),
    close: async () => undefined,
  }
  return service
}
