import { defineRegistry } from '../../lib/registry.js'
import { csv } from './csv.js'
import { json } from './json.js'
import { jsonl } from './jsonl.js'
import { parquet } from './parquet.js'
import { tsv } from './tsv.js'
import type { DataFormat } from './types.js'

/** In the order of preference: where a folder has one split in several formats, the first is read. */
export const dataFormats = defineRegistry<DataFormat>()('data format', { jsonl, csv, tsv, parquet, json })
