import type { LoadShape } from './types.js'

/** `parallel` users in a row of their own: each starts its next request when its last one has ended. */
export const closed: LoadShape = {
  title: 'closed loop',
  plan: ({ parallel }) => ({ due: always(0), places: parallel ?? 1, dueFrom: 'place' }),
}

function* always(value: number): Generator<number> {
  for (;;) yield value
}
