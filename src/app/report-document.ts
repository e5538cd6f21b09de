import { z } from 'zod'
import type { Report } from '../report/types.js'

const axis = z.object({ title: z.string(), unit: z.string().exactOptional(), labels: z.array(z.string()).exactOptional() })
const heading = { id: z.string(), title: z.string(), note: z.string().exactOptional() }
const fact = z.object({ label: z.string(), value: z.string() })

const section = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('table'),
    ...heading,
    columns: z.array(z.object({ title: z.string(), unit: z.string().exactOptional(), spare: z.boolean().exactOptional() })),
    rows: z.array(z.array(z.union([z.string(), z.number(), z.null()]))),
    grouped: z.boolean().exactOptional(),
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
    detail: z.boolean().exactOptional(),
    x: axis,
    y: axis,
    right: axis.exactOptional(),
    positions: z.array(z.number()),
    series: z.array(
      z.object({
        title: z.string(),
        style: z.enum(['line', 'dashed', 'points', 'bars', 'steps']),
        scale: z.enum(['left', 'right']).exactOptional(),
        values: z.array(z.number().nullable()),
      }),
    ),
  }),
])

export const reportDocument = z.object({
  title: z.string(),
  notices: z.array(z.object({ level: z.enum(['info', 'warning']), text: z.string() })),
  facts: z.array(fact),
  sections: z.array(section),
})

/** What report.json has to draw; null where it is not as it should be, so that pages never meet a shape that they do not know. */
export function readReport(document: unknown): Report | null {
  return reportDocument.safeParse(document).data ?? null
}
