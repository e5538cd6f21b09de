import { z } from 'zod'
import type { Report } from '../report/types.js'

const axis = z.object({ title: z.string(), unit: z.string().optional(), labels: z.array(z.string()).optional() })
const heading = { id: z.string(), title: z.string(), note: z.string().optional() }
const fact = z.object({ label: z.string(), value: z.string() })

const section = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('table'),
    ...heading,
    columns: z.array(z.object({ title: z.string(), unit: z.string().optional(), spare: z.boolean().optional() })),
    rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
    grouped: z.boolean().optional(),
  }),
  z.object({ kind: z.literal('list'), ...heading, items: z.array(z.string()) }),
  z.object({
    kind: z.literal('records'),
    ...heading,
    records: z.array(z.object({ title: z.string(), verdict: z.string(), tone: z.enum(['good', 'bad', 'neutral']), fields: z.array(fact) })),
  }),
  z.object({
    kind: z.literal('chart'),
    ...heading,
    detail: z.boolean().optional(),
    x: axis,
    y: axis,
    right: axis.optional(),
    positions: z.array(z.number()),
    series: z.array(
      z.object({
        title: z.string(),
        style: z.enum(['line', 'dashed', 'points', 'bars', 'steps']),
        scale: z.enum(['left', 'right']).optional(),
        values: z.array(z.number().nullable()),
      }),
    ),
  }),
])

const reportDocument = z.object({
  title: z.string(),
  notices: z.array(z.object({ level: z.enum(['info', 'warning']), text: z.string() })),
  facts: z.array(fact),
  sections: z.array(section),
})

/** What report.json has to draw; null where it is not as it should be, so that pages never meet a shape that they do not know. */
export function readReport(document: unknown): Report | null {
  const parsed = reportDocument.safeParse(document)
  // Exact optional properties: JSON has no undefined, so a key that is there has a value.
  return parsed.success ? (parsed.data as Report) : null
}
