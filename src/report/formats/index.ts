import { defineRegistry } from '../../lib/registry.js'
import type { ReportFormat } from '../types.js'
import { csv } from './csv.js'
import { json } from './json.js'
import { markdown } from './markdown.js'
import { table } from './table.js'

/** What `--format` can print. Every format ends its text with a line end. */
export const reportFormats = defineRegistry<ReportFormat>()('report format', { table, json, csv, markdown })
