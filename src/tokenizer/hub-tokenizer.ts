import { Tokenizer as Library } from '@huggingface/tokenizers'
import { z } from 'zod'
import { UserError } from '../lib/errors.js'
import { type ChatTemplate, compileChatTemplate } from './chat-template.js'
import { splitWords } from './split-words.js'
import type { TokenizerFiles } from './tokenizer-files.js'
import type { ChatMessage, Tokenizer } from './types.js'

/**
 * Any tokenizer.json as a tokenizer.
 * @throws UserError where the library does not know its structure.
 */
export function hubTokenizer(files: TokenizerFiles): Tokenizer {
  const template = compile(files)
  return new HubTokenizer(files, build(files, files.json), template.render, template.problem)
}

const byItself = { add_special_tokens: false }
const byteToken = /^<0x[0-9A-Fa-f]{2}>$/

class HubTokenizer implements Tokenizer {
  readonly name: string
  private readonly specialName: RegExp | null
  private withoutSpecial: Library | undefined

  constructor(
    private readonly files: TokenizerFiles,
    private readonly library: Library,
    private readonly render: ChatTemplate | null,
    public templateProblem: string | null,
  ) {
    this.name = files.name
    this.specialName = anyOf(addedTokens(files.json).flatMap(token => (token.special ? [token.content] : [])))
  }

  get hasChatTemplate(): boolean {
    return this.render !== null
  }

  count(text: string): number {
    return this.libraryFor(text).tokenize(text, byItself).length
  }

  encode(text: string): number[] {
    return this.libraryFor(text).encode(text, byItself).ids
  }

  decode(ids: number[]): string {
    return ids.length === 0 ? '' : this.library.decode(ids, { clean_up_tokenization_spaces: false })
  }

  countChat(messages: readonly ChatMessage[]): number | null {
    if (this.render === null) return null
    try {
      return this.library.tokenize(this.render(messages), byItself).length
    } catch (error) {
      this.templateProblem = reasonOf(error)
      return null
    }
  }

  *ordinaryIds(): Iterable<number> {
    for (const [token, id] of this.library.get_vocab(false)) {
      if (token !== undefined && token !== this.files.config.unk_token && !byteToken.test(token)) yield id
    }
  }

  // Built when a text first names a special token: it takes as long and as much memory as the tokenizer itself, and texts rarely do.
  private libraryFor(text: string): Library {
    if (!this.specialName?.test(text)) return this.library
    const { json } = this.files
    this.withoutSpecial ??= build(this.files, { ...json, added_tokens: addedTokens(json).filter(token => !token.special) })
    return this.withoutSpecial
  }
}

// Only token names are passed on: other settings of the configuration belong to Python's slow tokenizers and would change the text.
function build({ path, config }: TokenizerFiles, json: Record<string, unknown>): Library {
  const { bos_token, eos_token, unk_token, pad_token } = config
  try {
    return new Library({ added_tokens: [], ...splitWords(json) }, { bos_token, eos_token, unk_token, pad_token })
  } catch (error) {
    throw new UserError(
      `${path} cannot be used as a tokenizer: ${reasonOf(error)}`,
      'Check that it is the complete tokenizer.json of a model; download it again if it may be cut short.',
    )
  }
}

const addedTokenList = z.array(z.looseObject({ content: z.string(), special: z.boolean().default(false) })).catch([])

function addedTokens(json: Record<string, unknown>): z.infer<typeof addedTokenList> {
  return addedTokenList.parse(json.added_tokens)
}

function compile({ template, config }: TokenizerFiles): { render: ChatTemplate | null; problem: string | null } {
  if (template === null) return { render: null, problem: 'there is no chat template' }
  const { bos_token, eos_token, unk_token, pad_token } = config
  const tokens = Object.entries({ bos_token, eos_token, unk_token, pad_token }).filter(isNamed)
  try {
    return { render: compileChatTemplate(template, Object.fromEntries(tokens)), problem: null }
  } catch (error) {
    return { render: null, problem: reasonOf(error) }
  }
}

function isNamed(entry: [string, string | null | undefined]): entry is [string, string] {
  return typeof entry[1] === 'string'
}

function anyOf(names: string[]): RegExp | null {
  const escaped = names.filter(name => name !== '').map(name => name.replaceAll(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
  return escaped.length === 0 ? null : new RegExp(escaped.join('|'))
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
