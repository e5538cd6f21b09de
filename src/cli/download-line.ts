import type { DownloadProgress } from '../data/types.js'
import type { Io } from './io.js'
import { createLiveLine } from './live-line.js'

const every = { terminalMs: 200, plainMs: 10_000 }

/** The line on stderr that tells of downloads. */
export function downloadLine(io: Io): { update: (progress: DownloadProgress) => void; clear(): void } {
  const line = createLiveLine(io.stderr, io.clock, every)
  return { update: progress => line.update(() => words(progress)), clear: () => line.clear() }
}

function words({ file, receivedBytes, totalBytes }: DownloadProgress): string {
  const of = totalBytes === null ? '' : ` of ${megabytes(totalBytes)}`
  return `Downloading ${file}: ${megabytes(receivedBytes)}${of} MB`
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1)
