import { defineRegistry } from '../../../lib/registry.js'
import { repeatPrompt, twoResponses } from './combinations.js'
import { numberOfPlaceholders, postscript } from './content.js'
import type { Instruction } from './instruction.js'
import { jsonFormat } from './json-format.js'
import { forbiddenWords, keywordExistence, keywordFrequency, letterFrequency } from './keywords.js'
import { responseLanguage } from './language.js'
import { numberOfSentences, numberOfWords } from './lengths.js'
import { capitalWordFrequency, englishCapital, englishLowercase } from './letter-case.js'
import { constrainedResponse, multipleSections, numberOfBullets, numberOfHighlights, title } from './markup.js'
import { nthParagraphFirstWord, numberOfParagraphs } from './paragraphs.js'
import { noComma } from './punctuation.js'
import { endChecker, quotation } from './start-end.js'

/** The instructions of IFEval (Zhou et al. 2023) by their published ids. */
export const instructions = defineRegistry<Instruction>()('instruction', {
  'keywords:existence': keywordExistence,
  'keywords:frequency': keywordFrequency,
  'keywords:forbidden_words': forbiddenWords,
  'keywords:letter_frequency': letterFrequency,
  'language:response_language': responseLanguage,
  'length_constraints:number_sentences': numberOfSentences,
  'length_constraints:number_paragraphs': numberOfParagraphs,
  'length_constraints:number_words': numberOfWords,
  'length_constraints:nth_paragraph_first_word': nthParagraphFirstWord,
  'detectable_content:number_placeholders': numberOfPlaceholders,
  'detectable_content:postscript': postscript,
  'detectable_format:number_bullet_lists': numberOfBullets,
  'detectable_format:constrained_response': constrainedResponse,
  'detectable_format:number_highlighted_sections': numberOfHighlights,
  'detectable_format:multiple_sections': multipleSections,
  'detectable_format:json_format': jsonFormat,
  'detectable_format:title': title,
  'combination:two_responses': twoResponses,
  'combination:repeat_prompt': repeatPrompt,
  'startend:end_checker': endChecker,
  'startend:quotation': quotation,
  'change_case:capital_word_frequency': capitalWordFrequency,
  'change_case:english_capital': englishCapital,
  'change_case:english_lowercase': englishLowercase,
  'punctuation:no_comma': noComma,
})
