import { defineRegistry } from '../../lib/registry.js'
import type { Protocol } from '../types.js'
import { chat } from './chat.js'
import { completions } from './completions.js'

export const protocols = defineRegistry<Protocol>()('protocol', { chat, completions })

export type ProtocolName = keyof typeof protocols.parts
