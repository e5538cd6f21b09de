import { defineRegistry } from '../../lib/registry.js'
import { closed } from './closed.js'
import { open } from './open.js'
import { paced } from './paced.js'
import type { LoadShape } from './types.js'

export const shapes = defineRegistry<LoadShape>()('load shape', { closed, paced, open })

export type ShapeName = (typeof shapes.names)[number]
