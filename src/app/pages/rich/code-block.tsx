import { useState } from 'preact/hooks'
import { useWords } from '../words/words.js'

/** A program or anything else that is shown letter by letter, with its language's name and a way to copy it. */
export function CodeBlock({ text, language }: { text: string; language: string }) {
  const say = useWords()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <div class="code-block">
      <div class="code-head">
        <bdi>{language}</bdi>
        {/* Browsers have no clipboard for pages that come unencrypted from another machine. */}
        {globalThis.isSecureContext && (
          <button type="button" onClick={() => void copy()}>
            {copied ? say('Copied') : say('Copy')}
          </button>
        )}
      </div>
      <pre>
        <code>{text.replace(/\n$/, '')}</code>
      </pre>
    </div>
  )
}
