import type { Theme } from './appearance.js'
import type { Language } from './language.js'
import { useWords } from './words.js'

interface SwitchesProps {
  theme: Theme
  onTheme(): void
  language: Language
  onLanguage(language: Language): void
}

/** The other language, by its own name, and the other theme. */
export function Switches({ theme, onTheme, language, onLanguage }: SwitchesProps) {
  const say = useWords()
  const chinese = language === 'zh'
  return (
    <div class="switches">
      <button type="button" lang={chinese ? 'en' : 'zh-CN'} onClick={() => onLanguage(chinese ? 'en' : 'zh')}>
        {chinese ? 'English' : '中文'}
      </button>
      <button type="button" aria-label={say(theme === 'dark' ? 'Light theme' : 'Dark theme')} onClick={onTheme}>
        {say(theme === 'dark' ? 'Light' : 'Dark')}
      </button>
    </div>
  )
}
