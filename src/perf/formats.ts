import { defineRegistry } from '../lib/registry.js'
import { reportFormats } from '../report/formats/index.js'
import type { ReportFormat } from '../report/types.js'
import { vllmBlock } from './vllm-block.js'

/** What `--format` prints: the formats of every report, and a block of perf's own. */
export const perfFormats = defineRegistry<ReportFormat>()('format', { ...reportFormats.parts, vllm: vllmBlock })

export const formatNames = perfFormats.names
