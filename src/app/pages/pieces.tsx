import type { ComponentChildren } from 'preact'
import { useContext, useId } from 'preact/hooks'
import { formatNumber } from '../../report/number-format.js'
import { LanguageContext } from '../../report/page/language.js'
import type { RunRow } from '../types.js'
import { Link, to } from './address.js'
import { useWords } from './words/words.js'

/** What went wrong, where a reader and a screen reader see it. */
export function ProblemBanner({ text }: { text: string | null }) {
  const say = useWords()
  if (text === null) return null
  return (
    <p class="notice warning" role="alert">
      <strong>{say('Problem')}</strong>
      <bdi>{text}</bdi>
    </p>
  )
}

export type RunView = 'report' | 'samples' | 'requests'

interface RunNavProps {
  id: string
  kind: RunRow['kind'] | undefined
  view: RunView | null
  /** What else stands in their line. */
  children?: ComponentChildren
}

/** The ways between the views of one run. */
export function RunNav({ id, kind, view, children }: RunNavProps) {
  const say = useWords()
  return (
    <nav class="views" aria-label={say('Views of this run')}>
      <Link href="/">{say('All runs')}</Link>
      <Link href={to(['run', id])} current={view === 'report'}>
        {say('Report')}
      </Link>
      {kind === 'eval' && (
        <Link href={to(['run', id, 'samples'])} current={view === 'samples'}>
          {say('Samples')}
        </Link>
      )}
      {kind === 'perf' && (
        <Link href={to(['run', id, 'requests'])} current={view === 'requests'}>
          {say('Requests')}
        </Link>
      )}
      {children}
    </nav>
  )
}

/** A control with its label above it; the control takes the id. */
export function Field({ label, children }: { label: string; children(id: string): ComponentChildren }) {
  const id = useId()
  return (
    <div class="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  )
}

interface ChoiceProps {
  label: string
  value: string
  /** Value and what it is called; the empty value is "no filter". */
  options: readonly (readonly [value: string, title: string])[]
  onChange(value: string): void
}

export function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <Field label={label}>
      {id => (
        <select id={id} value={value} onChange={event => onChange(event.currentTarget.value)}>
          {options.map(([option, title]) => (
            <option key={option} value={option}>
              {title}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

/** `12 Nov 2026, 14:03` in the reader's own time. */
export function Moment({ at }: { at: string | null }) {
  const locale = useContext(LanguageContext) === 'zh' ? 'zh-CN' : 'en-GB'
  if (at === null) return <span>–</span>
  const date = new Date(at)
  const text = date.toLocaleString(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
  return <time dateTime={at}>{text}</time>
}

/** A number with its unit, or an en dash. */
export function amount(value: number | null, unit: string): string {
  return value === null ? formatNumber(value) : `${formatNumber(value)} ${unit}`
}

/** There is a later list, which would move rows that are being read. */
export function LaterList({ count, onShow }: { count: number; onShow(): void }) {
  const say = useWords()
  return (
    <p class="later">
      <button type="button" class="button" onClick={onShow}>
        {count > 0 ? say('{count} new: show them', { count }) : say('Show the list as it is now')}
      </button>
    </p>
  )
}

/** Saves a whole list, not only the page of it that is shown: the server writes the file as it reads. */
export function SaveAll({ href }: { href: string }) {
  const say = useWords()
  return (
    <a class="save" href={href} download>
      {say('Save the whole list as CSV')}
    </a>
  )
}

interface SearchFieldProps {
  label: string
  value: string
  placeholder: string
  /** Told at every letter; else when the words are entered. */
  whileTyping?: boolean
  onSearch(words: string): void
}

export function SearchField({ label, value, placeholder, whileTyping = false, onSearch }: SearchFieldProps) {
  const told = (event: { currentTarget: HTMLInputElement }) => onSearch(event.currentTarget.value)
  return (
    <Field label={label}>
      {id => (
        <input id={id} type="search" value={value} placeholder={placeholder} {...(whileTyping ? { onInput: told } : { onChange: told })} />
      )}
    </Field>
  )
}
