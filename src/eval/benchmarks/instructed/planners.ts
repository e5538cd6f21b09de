import { z } from 'zod'
import type { ReplyPlan } from './reply-plan.js'

/** Writes down what an instruction asks for. Arguments that cannot be used ask for nothing. */
type Planner = (plan: ReplyPlan, given: Readonly<Record<string, unknown>>) => void

const text = z.string().catch('')
const texts = z.array(z.string()).catch([])
const number = z.number().catch(0)

/** The least number that keeps a comparison, or null where there is only a most. */
const atLeast = (relation: unknown, limit: unknown): number | null => (relation === 'at least' ? number.parse(limit) : null)

const times = (word: string, count: number): string[] => Array.from({ length: count }, () => word)

export const planners: Readonly<Record<string, Planner>> = {
  'keywords:existence': (plan, { keywords }) => plan.inserted.push(...texts.parse(keywords)),
  'keywords:frequency'(plan, { keyword, frequency, relation }) {
    const least = atLeast(relation, frequency)
    if (least === null) plan.avoided.push(text.parse(keyword).trim().toLowerCase())
    else plan.inserted.push(...times(text.parse(keyword).trim(), least))
  },
  'keywords:forbidden_words': (plan, { forbidden_words: words }) =>
    plan.avoided.push(...texts.parse(words).map(word => word.toLowerCase())),
  'keywords:letter_frequency'(plan, { letter, let_frequency: frequency, let_relation: relation }) {
    const least = atLeast(relation, frequency)
    if (least !== null) plan.inserted.push(...times(text.parse(letter), least))
    else {
      plan.short = true
      plan.avoided.push(text.parse(letter).toLowerCase())
    }
  },
  'language:response_language'(plan, { language }) {
    plan.language = text.parse(language)
  },
  'length_constraints:number_sentences'(plan, { num_sentences: count, relation }) {
    const least = atLeast(relation, count)
    if (least === null) plan.short = true
    else plan.atLeastSentences = least
  },
  'length_constraints:number_words'(plan, { num_words: count, relation }) {
    const least = atLeast(relation, count)
    if (least === null) plan.short = true
    else plan.atLeastWords = least
  },
  'length_constraints:number_paragraphs'(plan, { num_paragraphs: count }) {
    plan.parts = number.parse(count)
  },
  'length_constraints:nth_paragraph_first_word'(plan, { num_paragraphs: count, nth_paragraph: nth, first_word: word }) {
    plan.paragraphs = { count: number.parse(count), nth: number.parse(nth), word: text.parse(word) }
  },
  'detectable_content:number_placeholders': (plan, { num_placeholders: count }) =>
    plan.inserted.push(...Array.from({ length: number.parse(count) }, (_, place) => `[detail ${place + 1}]`)),
  'detectable_content:postscript': (plan, { postscript_marker: marker }) =>
    plan.closing.unshift(`${text.parse(marker).trim()} Keep it dry`),
  'detectable_format:number_bullet_lists'(plan, { num_bullets: count }) {
    plan.bullets = number.parse(count)
  },
  'detectable_format:constrained_response': plan => plan.closing.unshift('My answer is maybe.'),
  'detectable_format:number_highlighted_sections': (plan, { num_highlights: count }) =>
    plan.inserted.push(...Array.from({ length: number.parse(count) }, (_, place) => `*point ${place + 1}*`)),
  'detectable_format:multiple_sections'(plan, { section_spliter: splitter, num_sections: count }) {
    plan.sections = { splitter: text.parse(splitter).trim(), count: number.parse(count) }
  },
  'detectable_format:json_format': plan => plan.finish.unshift(reply => JSON.stringify({ answer: reply }, null, 2)),
  'detectable_format:title': plan => plan.opening.push('<<a quiet morning>>'),
  'combination:two_responses'(plan) {
    plan.twice = true
  },
  'combination:repeat_prompt': (plan, { prompt_to_repeat: prompt }) => plan.opening.unshift(text.parse(prompt).trim()),
  'startend:end_checker': (plan, { end_phrase: ending }) => plan.closing.push(text.parse(ending).trim()),
  'startend:quotation': plan => plan.finish.push(reply => `"${reply}"`),
  'change_case:capital_word_frequency'(plan, { capital_frequency: count, capital_relation: relation }) {
    plan.inserted.push(...times('NOTE', atLeast(relation, count) ?? 0))
  },
  'change_case:english_capital': plan => plan.finish.push(reply => reply.toUpperCase()),
  'change_case:english_lowercase': plan => plan.finish.push(reply => reply.toLowerCase()),
  'punctuation:no_comma': plan => plan.finish.unshift(reply => reply.replaceAll(',', '')),
}
