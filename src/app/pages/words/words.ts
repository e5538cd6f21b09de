import { useContext } from 'preact/hooks'
import { LanguageContext, type Say, sayIn } from '../../../report/page/language.js'
import { pageWords } from '../../../report/page/words.js'
import { runWords } from './run-words.js'
import { sampleWords } from './sample-words.js'

const words = { ...pageWords, ...runWords, ...sampleWords }

/** A phrase that the pages have in every language. */
export type Word = keyof typeof words

export function useWords(): Say<Word> {
  return sayIn<Word>(words, useContext(LanguageContext))
}
