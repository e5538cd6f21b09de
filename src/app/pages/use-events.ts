import { useEffect, useRef, useState } from 'preact/hooks'
import { to } from './address.js'

type Hearers = Readonly<Record<string, (data: unknown) => void>>

/**
 * Hears the server's events by their names, until it says `ended`. Only while the page is on the screen: a browser has six connections to a
 * server, and hidden pages would hold them all.
 */
export function useEvents(address: string, hearers: Hearers): void {
  const current = useRef(hearers)
  current.current = hearers
  useEffect(() => {
    let events: EventSource | null = null
    let over = false
    const leave = () => {
      events?.close()
      events = null
    }
    const follow = () => {
      if (document.hidden || over) return leave()
      if (events !== null) return
      events = listen(address, current)
      events.addEventListener('ended', () => {
        over = true
        leave()
      })
    }
    document.addEventListener('visibilitychange', follow)
    follow()
    return () => {
      document.removeEventListener('visibilitychange', follow)
      leave()
    }
  }, [address])
}

function listen(address: string, hearers: { current: Hearers }): EventSource {
  const events = new EventSource(address)
  for (const name of Object.keys(hearers.current))
    events.addEventListener(name, ({ data }: MessageEvent<string>) => hearers.current[name]?.(JSON.parse(data)))
  return events
}

interface News {
  /** Grows when records have come. */
  count: number
  /** The load point that runs now; null where none does. */
  point: string | null
}

/** What a run in progress tells; of one that is over there are no news. */
export function useRunNews(id: string): News {
  const [news, setNews] = useState<News>({ count: 0, point: null })
  const running = useRef(false)
  useEvents(to(['api', 'runs', id, 'live']), {
    progress: data => {
      const { status, point = null } = data as { status?: string; point?: string | null }
      // The first one tells how it stands, which the page has asked for itself.
      const isNew = running.current
      running.current = status === 'running'
      setNews(({ count }) => ({ count: isNew ? count + 1 : count, point }))
    },
    ended: () => setNews(({ count }) => ({ count: running.current ? count + 1 : count, point: null })),
  })
  return news
}
