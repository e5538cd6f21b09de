import { type Random, randomInteger } from '../lib/random.js'
import type { AnswerSheetEntry, StudentOptions } from './answer-sheet.js'
import type { FinishReason } from './plan-exchange.js'
import { openings, refusals, thoughts } from './student-words.js'
import { textPieces } from './text-pieces.js'

/** What an answer from the sheet was: the truth that a score is held against. All but `right` are wrong. */
export type Answered = 'right' | 'wrong' | 'truncated' | 'refused' | 'empty'

export interface StudentReply {
  answered: Answered
  /** Goes into the reasoning field. */
  reasoning: string
  content: string
  finish: FinishReason
}

/** The student's reply to one prompt; everything is drawn from `random`, always the same number of draws in the same order. */
export function studentReply(entry: AnswerSheetEntry, student: StudentOptions, random: Random): StudentReply {
  const drawn = drawAnswered(student, random())
  const form = pick(drawn === 'right' ? entry.right : entry.wrong, random)
  const thinks = drawThinking(student, random())
  const fenced = random() < student.fenced
  switch (drawn) {
    case 'right':
    case 'wrong': {
      const decoy = pick(drawn === 'right' ? entry.wrong : entry.right, random)
      const text = fenced && entry.verbatim !== true ? fence(form) : form
      return { answered: drawn, finish: 'stop', ...think(hasThinking(form) ? 'no' : thinks, text, decoy, random) }
    }
    case 'truncated':
      return truncatedReply(entry, thinks, random)
    case 'refused':
      if (entry.verbatim === true) return { answered: drawn, reasoning: '', content: '', finish: 'content_filter' }
      return { answered: drawn, finish: 'stop', ...think(thinks, pick(refusals, random), '', random) }
    case 'empty':
      return { answered: drawn, finish: 'stop', ...think(thinks, '', '', random) }
  }
}

/** A reply that was cut before its answer, for one that would have been too long too: at most `most` tokens of it, if given. */
export function truncatedReply(entry: AnswerSheetEntry, thinks: Thinks, random: Random, most = Number.POSITIVE_INFINITY): StudentReply {
  const inThought = thinks !== 'no' || entry.verbatim === true
  const open = thinks === 'block' || thinks === 'unopened' ? '<think>\n' : ''
  const whole = inThought ? `${open}${thought(random, '')}` : pick(openings, random)
  const pieces = textPieces(whole)
  const text = pieces.slice(0, Math.min(most, randomInteger(random, Math.ceil(pieces.length / 3), pieces.length))).join('')
  const [reasoning, content] = inThought && open === '' ? [text, ''] : ['', text]
  return { answered: 'truncated', reasoning, content, finish: 'length' }
}

/** Where the thinking stands: in the reasoning field, in a block of its own, or in a block that the prompt had opened. */
export type Thinks = 'no' | 'field' | 'block' | 'unopened'

function drawThinking({ thinking, unopenedThinking }: StudentOptions, place: number): Thinks {
  if (place < thinking / 2) return 'field'
  if (place < thinking) return 'block'
  return place < thinking + unopenedThinking ? 'unopened' : 'no'
}

/** Right answers lie at the beginning of [0, 1), the special wrong ones at its end. */
function drawAnswered({ skill, truncated, refusals, empty }: StudentOptions, place: number): Answered {
  if (place < skill) return 'right'
  if (place >= 1 - empty) return 'empty'
  if (place >= 1 - empty - refusals) return 'refused'
  return place >= 1 - empty - refusals - truncated ? 'truncated' : 'wrong'
}

function think(thinks: Thinks, text: string, decoy: string, random: Random): Pick<StudentReply, 'reasoning' | 'content'> {
  switch (thinks) {
    case 'no':
      return { reasoning: '', content: text }
    case 'field':
      return { reasoning: thought(random, decoy), content: text }
    case 'block':
      return { reasoning: '', content: `<think>\n${thought(random, decoy)}\n</think>\n\n${text}` }
    case 'unopened':
      return { reasoning: '', content: `${thought(random, decoy)}\n</think>\n\n${text}` }
  }
}

/** Thinking considers an answer of the other kind first: whoever scores the thinking is misled. */
function thought(random: Random, decoy: string): string {
  const lines = Array.from({ length: randomInteger(random, 2, 5) }, () => pick(thoughts, random))
  if (decoy !== '' && !hasThinking(decoy)) lines.splice(1, 0, `At first sight one could say:\n${decoy}\nBut no, that is not it.`)
  return lines.join('\n')
}

const fence = (text: string): string => (text.includes('```') || hasThinking(text) ? text : `\`\`\`\n${text}\n\`\`\``)

/** Tags and channels of thinking, of any family of models. */
const hasThinking = (text: string): boolean => /think(?:ing)?>|◁\/?think▷|\[\/?THINK\]|<\|channel\|>/i.test(text)

function pick(texts: readonly string[], random: Random): string {
  return texts[Math.floor(random() * texts.length)] ?? ''
}
