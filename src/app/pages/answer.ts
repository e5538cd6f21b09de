import { useEffect, useState } from 'preact/hooks'
import type { Problem } from '../types.js'

export interface Asked<Answer> {
  /** The last answer, also while the next one is on its way. */
  answer: Answer | null
  problem: string | null
  loading: boolean
  /** The address that the answer came from. */
  from: string
}

/** Asks the server, again where the address or `version` changes. */
export function useAnswer<Answer>(address: string, version: unknown = 0): Asked<Answer> {
  return useAsked(cancel => ask<Answer>(address, cancel), address, version)
}

/** Asks for several things at once; one that fails is told for all. */
export function useAnswers<Answer>(addresses: readonly string[]): Asked<Answer[]> {
  return useAsked(cancel => Promise.all(addresses.map(address => ask<Answer>(address, cancel))), addresses.join('\n'))
}

function useAsked<Answer>(asking: (cancel: AbortSignal) => Promise<Answer>, from: string, version: unknown = 0): Asked<Answer> {
  const [asked, setAsked] = useState<Asked<Answer>>({ answer: null, problem: null, loading: true, from })
  const [turn, setTurn] = useState(version)
  // A later version waits for the answer that is on its way: asked anew each second, a slow server would never be heard.
  if (!asked.loading && turn !== version) setTurn(version)
  useEffect(() => {
    const cancel = new AbortController()
    setAsked(before => ({ ...before, loading: true }))
    asking(cancel.signal).then(
      answer => setAsked({ answer, problem: null, loading: false, from }),
      (error: unknown) => {
        if (!cancel.signal.aborted)
          setAsked(before => ({ ...before, problem: String(error instanceof Error ? error.message : error), loading: false }))
      },
    )
    return () => cancel.abort()
  }, [from, turn])
  return asked
}

async function ask<Answer>(address: string, signal: AbortSignal): Promise<Answer> {
  const response = await fetch(address, { signal }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new Error('The server does not answer: is evalscope-ts app still running?')
  })
  if (response.ok) return (await response.json()) as Answer
  const problem = (await response.json().catch(() => null)) as Problem | null
  const { message = `The server answered with status ${response.status}.`, hint = null } = problem?.error ?? {}
  throw new Error(hint === null ? message : `${message} ${hint}`)
}

/** A number that grows every so often while `active`: the version of an answer that may change. */
export function useTicks(active: boolean, everyMs: number): number {
  const [ticks, setTicks] = useState(0)
  useEffect(() => {
    if (!active) return
    const timer = setInterval(() => setTicks(count => count + 1), everyMs)
    return () => clearInterval(timer)
  }, [active, everyMs])
  return ticks
}
