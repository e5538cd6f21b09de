import { z } from 'zod'
import { simulatorOptions } from '../simulator/options.js'
import { tokenizerOptions } from '../tokenizer/options.js'

/** The simulator's own options, on a port that can be typed from memory, and a tokenizer that counts prompts as a model's would. */
export const simulateOptions = z.strictObject({
  ...simulatorOptions.shape,
  ...tokenizerOptions.shape,
  port: simulatorOptions.shape.port
    .unwrap()
    .default(8801)
    .describe('Port to listen on, 0 for any free one')
    .meta({ group: 'Simulated service' }),
})

export type SimulateOptions = z.output<typeof simulateOptions>
