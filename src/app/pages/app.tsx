import { useEffect } from 'preact/hooks'
import { type Appearance, useAppearance } from '../../report/page/appearance.js'
import { LanguageContext, useChosenLanguage } from '../../report/page/language.js'
import { Switches } from '../../report/page/switches.js'
import { type Address, Link, useAddress } from './address.js'
import { BenchmarksPage } from './benchmarks-page.js'
import { ComparePage } from './compare-page.js'
import { RequestPage } from './request-page.js'
import { RequestsPage } from './requests-page.js'
import { RunPage } from './run-page.js'
import { RunsPage } from './runs-page.js'
import { SamplePage } from './sample-page.js'
import { SamplesPage } from './samples-page.js'
import { useWords } from './words/words.js'

/** The frame of every view, and the view that the address names. */
export function App() {
  const { appearance, toggleTheme } = useAppearance()
  const { language, choose } = useChosenLanguage()
  const address = useAddress()
  const title = address.path.join(' – ')
  useEffect(() => {
    document.title = title === '' ? 'Runs – evalscope-ts' : `${title} – evalscope-ts`
  }, [title])
  return (
    <LanguageContext.Provider value={language}>
      <header class="top">
        <MainNav place={address.path[0]} />
        <Switches theme={appearance.theme} onTheme={toggleTheme} language={language} onLanguage={choose} />
      </header>
      <main class="page">
        <View address={address} appearance={appearance} />
      </main>
    </LanguageContext.Provider>
  )
}

function MainNav({ place }: { place: string | undefined }) {
  const say = useWords()
  return (
    <nav class="main-nav" aria-label="evalscope-ts">
      <Link href="/" class="brand">
        evalscope-ts
      </Link>
      <Link href="/" current={place === undefined || place === 'run' || place === 'compare'}>
        {say('Runs')}
      </Link>
      <Link href="/benchmarks" current={place === 'benchmarks'}>
        {say('Benchmarks')}
      </Link>
    </nav>
  )
}

function View({ address: { path, query }, appearance }: { address: Address; appearance: Appearance }) {
  const [kind, id, part, name, number] = path
  if (kind === undefined) return <RunsPage query={query} />
  if (kind === 'compare') return <ComparePage query={query} appearance={appearance} />
  if (kind === 'benchmarks') return <BenchmarksPage query={query} />
  if (kind !== 'run' || id === undefined) return <Nowhere />
  // Keys: a view of another run starts anew.
  if (part === undefined) return <RunPage key={id} id={id} appearance={appearance} />
  if (part === 'samples' && name === undefined) return <SamplesPage key={id} id={id} query={query} />
  if (part === 'samples' && name !== undefined) return <SamplePage id={id} sample={name} query={query} />
  if (part === 'requests' && name !== undefined && number !== undefined)
    return <RequestPage id={id} point={name} index={number} appearance={appearance} />
  if (part === 'requests') return <RequestsPage key={id} id={id} point={name ?? null} query={query} />
  return <Nowhere />
}

function Nowhere() {
  const say = useWords()
  return (
    <>
      <h1>{say('There is no such page')}</h1>
      <p>
        <Link href="/">{say('All runs')}</Link>
      </p>
    </>
  )
}
