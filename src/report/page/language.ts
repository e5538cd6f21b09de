import { createContext } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'
import { recall, remember } from './remembered.js'

const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

/** The language of everything that the page itself says. What models and files say stays as it is. */
export const LanguageContext = createContext<Language>('en')

/** The reader's choice, at first the browser's; the page's `lang` follows it. */
export function useChosenLanguage(): { language: Language; choose(language: Language): void } {
  const [language, set] = useState<Language>(() => recall('language', languages) ?? browserLanguage())
  useLayoutEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  return {
    language,
    choose: chosen => {
      remember('language', chosen)
      set(chosen)
    },
  }
}

/** The first of the reader's languages that the pages know. */
function browserLanguage(): Language {
  const known = navigator.languages.flatMap(name => languages.find(language => name.toLowerCase().startsWith(language)) ?? [])
  return known[0] ?? 'en'
}

export type Values = Readonly<Record<string, string | number>>

/** Says a phrase: `{name}` in it stands for a value. */
export type Say<Phrase extends string> = (phrase: Phrase, values?: Values) => string

/** English phrases are their own keys, so that pages read as they look; a phrase without a Chinese form does not compile. */
export function sayIn<Phrase extends string>(chinese: Readonly<Record<Phrase, string>>, language: Language): Say<Phrase> {
  return (phrase, values = {}) =>
    (language === 'zh' ? chinese[phrase] : phrase).replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark))
}
