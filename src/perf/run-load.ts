import type { Clock } from '../lib/clock.js'
import { createGate, type Gate } from './gate.js'
import type { LoadPlan } from './shapes/types.js'
import { untilStopped } from './until-stopped.js'

export interface Load<Item> {
  plan: LoadPlan
  items: AsyncIterable<Item>
  /** Sends one item; resolves when its place is free again. Must not reject: a failed request is a result. */
  send(item: Item, dueAt: number): Promise<void>
  /** Aborted: no further request starts; what is in flight goes on. */
  stop: AbortSignal
  clock: Clock
  /** Resolves at a moment of the clock, or when the signal aborts. */
  sleepUntil(at: number, signal: AbortSignal): Promise<void>
}

/**
 * Sends each item when the plan says it is due; waits for the service only where the plan limits what is in flight. Returns when
 * everything that started has ended. @throws what `send` threw, if it did.
 */
export async function runLoad<Item>(load: Load<Item>): Promise<void> {
  const { plan, items, stop, clock } = load
  const due = plan.due[Symbol.iterator]()
  const faults: unknown[] = []
  const gate = createGate(plan.places)
  // Time begins with the first item at hand, so that making it counts for nobody.
  let beganAt: number | null = null
  for await (const item of untilStopped(items, stop)) {
    beganAt ??= clock()
    const next = due.next()
    if (next.done || stop.aborted) break
    const plannedAt = beganAt + next.value
    if (plannedAt > clock()) await load.sleepUntil(plannedAt, stop)
    const freedAt = await gate.enter()
    if (stop.aborted || faults.length > 0) {
      gate.leave(clock())
      break
    }
    void start(load, gate, item, plan.dueFrom === 'place' ? (freedAt ?? clock()) : plannedAt, faults)
  }
  await gate.idle()
  if (faults.length > 0) throw faults[0]
}

async function start<Item>(load: Load<Item>, gate: Gate, item: Item, dueAt: number, faults: unknown[]): Promise<void> {
  try {
    await load.send(item, dueAt)
  } catch (fault) {
    faults.push(fault)
  }
  gate.leave(load.clock())
}
