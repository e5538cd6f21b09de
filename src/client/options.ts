import { z } from 'zod'
import { headerProblem, isHeaderValue } from './header-rules.js'

const group = 'Service'
const seconds = z.number().positive()

/** How the service is reached. Times are seconds. */
export const connectionOptions = z.strictObject({
  model: z
    .string()
    .min(1)
    .optional()
    .describe('Model name sent with each request; unset, the only one that the service lists')
    .meta({ group, short: 'm', hint: 'name' }),
  url: z
    .string()
    .min(1)
    .optional()
    .describe('Address of the service: a base (http://host:8000, …/v1) or a full path; unset, a simulated service is measured')
    .meta({ group, short: 'u', hint: 'url', aliases: ['api-url'], env: ['OPENAI_BASE_URL', 'EVALSCOPE_BASE_URL'] }),
  api: z.enum(['openai']).default('openai').describe('Protocol that the service speaks').meta({ group }),
  apiKey: z
    .string()
    // A key that was read from a file ends in a line break.
    .trim()
    .refine(isHeaderValue, 'holds a character that no header can carry')
    .optional()
    .describe('Sent as "Authorization: Bearer …"; never written anywhere')
    .meta({ group, hint: 'key', env: 'OPENAI_API_KEY', secret: true }),
  headers: z
    .record(z.string(), z.string())
    .superRefine((headers, context) => {
      for (const [name, value] of Object.entries(headers)) {
        const message = headerProblem(name, value)
        if (message !== null) context.addIssue({ code: 'custom', path: [name], message })
      }
    })
    .default({})
    .describe('Further request headers')
    .meta({ group, hint: 'name=value', secret: true }),
  connectTimeout: seconds.default(10).describe('Longest wait for a connection').meta({ group, hint: 'seconds' }),
  readTimeout: seconds
    .optional()
    .describe('Longest silence of the service, before or inside an answer; unset, no limit')
    .meta({ group, hint: 'seconds' }),
  totalTimeout: seconds
    .default(21_600)
    .describe('Longest time for one request')
    .meta({ group, hint: 'seconds', aliases: ['timeout'] }),
  insecure: z.boolean().default(false).describe('Accept any TLS certificate').meta({ group }),
  caFile: z.string().optional().describe('File of further certificate authorities (PEM)').meta({ group, hint: 'file' }),
})

export type ConnectionOptions = z.infer<typeof connectionOptions>
