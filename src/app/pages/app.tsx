import { useEffect } from 'preact/hooks'
import { type Appearance, useAppearance } from '../../report/page/appearance.js'
import { type Address, Link, useAddress } from './address.js'
import { ComparePage } from './compare-page.js'
import { RequestPage } from './request-page.js'
import { RequestsPage } from './requests-page.js'
import { RunPage } from './run-page.js'
import { RunsPage } from './runs-page.js'
import { SamplePage } from './sample-page.js'
import { SamplesPage } from './samples-page.js'

/** The frame of every view, and the view that the address names. */
export function App() {
  const { appearance, toggleTheme } = useAppearance()
  const address = useAddress()
  const other = appearance.theme === 'dark' ? 'Light' : 'Dark'
  const title = address.path.join(' – ')
  useEffect(() => {
    document.title = title === '' ? 'Runs – evalscope-ts' : `${title} – evalscope-ts`
  }, [title])
  return (
    <>
      <header class="top">
        <Link href="/" class="brand" current={address.path.length === 0}>
          evalscope-ts
        </Link>
        <button type="button" class="quiet" aria-label={`${other} theme`} onClick={toggleTheme}>
          {other}
        </button>
      </header>
      <main class="page">
        <View address={address} appearance={appearance} />
      </main>
    </>
  )
}

function View({ address: { path, query }, appearance }: { address: Address; appearance: Appearance }) {
  const [kind, id, part, name, number] = path
  if (kind === undefined) return <RunsPage query={query} />
  if (kind === 'compare') return <ComparePage query={query} appearance={appearance} />
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
  return (
    <>
      <h1>There is no such page</h1>
      <p>
        <Link href="/">All runs</Link>
      </p>
    </>
  )
}
