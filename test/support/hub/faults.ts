/** What goes wrong on the fake hub; tests set it while it runs. */
export interface Faults {
  /** Answers of this status before the right one, each used once: the first whose pattern fits a request's path. */
  statuses: { path: RegExp; status: number; headers?: Record<string, string>; json?: unknown }[]
  /** Bytes of a body after which the connection is cut; null lets it be. Asked for each download of a file. */
  cutAfter: (path: string, download: number) => number | null
  /** What is sent in place of a file's content. */
  content: (path: string, content: Buffer, download: number) => Buffer
  /** Downloads answer ranges with the whole file. */
  ignoreRanges: boolean
  /** HEAD requests are answered this late. */
  headDelayMs: number
  /** Nothing is answered at all: connections are cut. */
  dead: boolean
  /** Files on a page of a Hugging Face listing. */
  pageSize: number
  /** ETags are weak (`W/"…"`). */
  weakEtags: boolean
}

export const noFaults = (): Faults => ({
  statuses: [],
  cutAfter: () => null,
  content: (_path, content) => content,
  ignoreRanges: false,
  headDelayMs: 0,
  dead: false,
  pageSize: 1000,
  weakEtags: false,
})
