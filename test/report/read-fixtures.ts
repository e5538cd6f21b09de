import { readdirSync, readFileSync } from 'node:fs'
import type { Report } from '../../src/report/types.js'

const folder = new URL('../../fixtures/reports/', import.meta.url)

/** Every report under fixtures/reports, by file name. */
export function fixtureReports(): [name: string, report: Report][] {
  return readdirSync(folder)
    .filter(file => file.endsWith('.json'))
    .map(file => [file.replace('.json', ''), fixtureReport(file)])
}

export function fixtureReport(file: string): Report {
  return JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Report
}
