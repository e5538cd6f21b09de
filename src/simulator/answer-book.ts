import { type Random, seededRandom } from '../lib/random.js'
import { type AnswerSheet, type AnswerSheetEntry, type AnswerTally, promptKey, type StudentOptions } from './answer-sheet.js'
import type { PlannedChoice } from './plan-exchange.js'
import type { SimulatedRequest } from './read-request.js'
import { type Answered, type StudentReply, studentReply, truncatedReply } from './student-reply.js'
import { textPieces } from './text-pieces.js'

/** Answers for one request, one for each of its choices. */
export interface SheetAnswers {
  /** Of the first choice. */
  answered: Answered
  choices: PlannedChoice[]
  /** The answers did not reach the client: the next request for the prompt gets them. */
  giveBack(): void
}

/**
 * Answers prompts that stand on a sheet. The n-th complete answer to a prompt depends on the student's seed, the prompt and n alone,
 * whatever else is asked and in which order; a request that failed or was broken off has not had its answer.
 */
export class AnswerBook {
  readonly #entries: Map<string, Page>
  readonly #tally: AnswerTally = { right: 0, answers: 0 }

  /** @throws Error where the sheet cannot be followed: the shares are impossible, or an entry lacks replies. */
  constructor(readonly sheet: AnswerSheet) {
    checkShares(sheet.student)
    this.#entries = new Map(sheet.entries.map(entry => [entry.prompt, new Page(entry)]))
  }

  /** Null where the prompt is not on the sheet. */
  take(request: SimulatedRequest): SheetAnswers | null {
    if (request.userText === null) return null
    const page = this.#entries.get(promptKey(request.userText))
    if (page === undefined) return null
    const generation = page.take()
    const replies = Array.from({ length: request.choices }, (_, choice) => this.#reply(page.entry, request, generation, choice))
    this.#count(replies, 1)
    const giveBack = (): void => {
      this.#count(replies, -1)
      page.giveBack(generation)
    }
    return { answered: replies[0]?.answered ?? 'empty', choices: replies.map(planned), giveBack }
  }

  /** Of all answers from the sheet that reached their clients, or are on their way. */
  tally(): AnswerTally {
    return { ...this.#tally }
  }

  #count(replies: readonly StudentReply[], times: 1 | -1): void {
    this.#tally.answers += times * replies.length
    this.#tally.right += times * replies.filter(({ answered }) => answered === 'right').length
  }

  #reply(entry: AnswerSheetEntry, { maxTokens }: SimulatedRequest, generation: number, choice: number): StudentReply {
    const { student } = this.sheet
    const random = seededRandom(student.seed, Number.parseInt(entry.prompt.slice(0, 13), 16), generation, choice)
    return fitted(studentReply(entry, student, random), entry, maxTokens, random)
  }
}

/** A reply that `max_tokens` would cut is cut before its answer, so that it is wrong for certain. */
function fitted(reply: StudentReply, entry: AnswerSheetEntry, maxTokens: number, random: Random): StudentReply {
  const tokens = textPieces(reply.reasoning).length + textPieces(reply.content).length
  if (tokens <= maxTokens) return reply
  return truncatedReply(entry, reply.reasoning === '' ? 'no' : 'field', random, maxTokens)
}

function planned({ reasoning, content, finish }: StudentReply): PlannedChoice {
  const [before, after] = [textPieces(reasoning), textPieces(content)]
  const pieces = [...before, ...after]
  return { tokens: pieces.length, reasoningTokens: before.length, toolCall: false, finish, pieces }
}

/** An entry, and which of its generations have been taken. */
class Page {
  #next = 0
  readonly #returned = new Set<number>()

  constructor(readonly entry: AnswerSheetEntry) {
    if (entry.right.length === 0 || entry.wrong.length === 0) throw new Error(`Prompt ${entry.prompt} has no right or no wrong reply.`)
  }

  /** The lowest number that nobody has. */
  take(): number {
    if (this.#returned.size === 0) return this.#next++
    const lowest = Math.min(...this.#returned)
    this.#returned.delete(lowest)
    return lowest
  }

  giveBack(generation: number): void {
    this.#returned.add(generation)
  }
}

function checkShares({ skill, thinking, unopenedThinking, fenced, truncated, refusals, empty }: StudentOptions): void {
  const shares = [skill, thinking, unopenedThinking, fenced, truncated, refusals, empty]
  if (!shares.every(share => share >= 0 && share <= 1)) throw new Error(`Shares must lie from 0 to 1: ${shares.join(', ')}.`)
  const slack = 1e-9
  if (skill + truncated + refusals + empty > 1 + slack) throw new Error('Right, truncated, refused and empty answers are more than all.')
  if (thinking + unopenedThinking > 1 + slack) throw new Error('Answers with thinking are more than all.')
}
