import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { UserError } from '../lib/errors.js'
import { loadTokenizer } from '../tokenizer/load-tokenizer.js'
import type { Tokenizer } from '../tokenizer/types.js'
import { RandomText } from './random-text.js'
import { templateTokens } from './template-tokens.js'
import type { SentError, TextAnswer, TextCalls, TextInfo, TextQuestion } from './text-calls.js'

// The thread that encodes text, so that the thread which takes moments never does. One question at a time, in their order.

const port = parentPort
if (!port) throw new Error('text-worker runs as a worker thread only')
const send = (answer: TextAnswer) => port.postMessage(answer)

try {
  const { location } = z.object({ location: z.string() }).parse(workerData)
  const tokenizer = await loadTokenizer(location)
  const calls = callsOf(tokenizer)
  port.on('message', (question: TextQuestion) => send(answerTo(question, calls)))
  send({ id: 0, result: infoOf(tokenizer) })
} catch (error) {
  send({ id: 0, error: sentError(error) })
}

function callsOf(tokenizer: Tokenizer): TextCalls {
  let random: RandomText | undefined
  return {
    count: texts => texts.map(text => tokenizer.count(text)),
    countChat: messagesList => messagesList.map(messages => tokenizer.countChat(messages)),
    randomPrompts: range => {
      random ??= new RandomText(tokenizer)
      return random.prompts(range)
    },
  }
}

function answerTo(question: TextQuestion, calls: TextCalls): TextAnswer {
  try {
    return { id: question.id, result: resultOf(question, calls) }
  } catch (error) {
    return { id: question.id, error: sentError(error) }
  }
}

function resultOf(question: TextQuestion, calls: TextCalls): unknown {
  switch (question.call) {
    case 'count':
      return calls.count(question.argument)
    case 'countChat':
      return calls.countChat(question.argument)
    case 'randomPrompts':
      return calls.randomPrompts(question.argument)
  }
}

function infoOf(tokenizer: Tokenizer): TextInfo {
  const tokens = templateTokens(tokenizer)
  const problem = tokens === null ? tokenizer.templateProblem : null
  return { name: tokenizer.name, hasChatTemplate: tokens !== null, templateTokens: tokens, templateProblem: problem }
}

function sentError(error: unknown): SentError {
  if (!(error instanceof Error)) return { user: false, message: String(error) }
  const { message, stack } = error
  if (!(error instanceof UserError)) return { user: false, message, ...(stack === undefined ? {} : { stack }) }
  return { user: true, message, ...(error.hint === undefined ? {} : { hint: error.hint }) }
}
