import { type Random, seededRandom } from '../lib/random.js'
import { ChoiceWriter } from './choice-writer.js'
import { logNormal } from './log-normal.js'
import type { SimulatorOptions } from './options.js'
import type { ExchangePlan } from './plan-exchange.js'
import { bareEvent, type PlannedEvent } from './planned-event.js'
import type { SimulatedRequest } from './read-request.js'

/** The events of a plan, in order, made as they are needed. A pure function of its arguments, whoever takes the events and when. */
export function* plannedEvents(options: SimulatorOptions, request: SimulatedRequest, plan: ExchangePlan): Generator<PlannedEvent, void> {
  const pace = new Pace(options, plan)
  const writers = plan.choices.map((choice, index) => new ChoiceWriter(plan, choice, index))
  if (request.endpoint === 'chat' && options.roleFirst) for (const writer of writers) yield writer.role()
  yield* decode(plan, pace, writers)
  if (plan.fault === 'cut') return
  if (request.includeUsage && plan.fault !== 'error-event') yield pace.timed(bareEvent('usage'))
  yield pace.timed(bareEvent('done'))
}

/** All choices advance together, a step at a time, as the rows of one batch do. */
function* decode(plan: ExchangePlan, pace: Pace, writers: ChoiceWriter[]): Generator<PlannedEvent, void> {
  const breaking = breakingKind(plan)
  let struck = false
  for (let step = 0; writers.some(writer => !writer.finished); step++) {
    if (step > 0) pace.nextStep()
    const size = pace.stepTokens()
    const strikes: boolean = !struck && reaches(plan, writers[0]?.sent ?? 0, size)
    struck ||= strikes
    if (strikes && plan.fault === 'stall') pace.stall()
    if (strikes && breaking !== null) return yield pace.timed(bareEvent(breaking))
    for (const event of writers.flatMap(writer => writer.step(size))) yield pace.timed(event)
  }
}

function breakingKind({ fault }: ExchangePlan): 'cut' | 'error' | null {
  if (fault === 'cut') return 'cut'
  return fault === 'error-event' ? 'error' : null
}

/** True where the fault must strike before the next `size` tokens of the first choice, which would else be its last. */
function reaches(plan: ExchangePlan, sent: number, size: number): boolean {
  return sent >= plan.faultAfter || sent + size >= (plan.choices[0]?.tokens ?? 0)
}

/** Times that the next event still has to wait; all events of one step but the first follow at once. */
class Pace {
  readonly #random: Random
  #waitMs: number
  #decodeMs = 0

  constructor(
    readonly options: SimulatorOptions,
    readonly plan: ExchangePlan,
  ) {
    this.#random = seededRandom(plan.seed, plan.number, 0)
    this.#waitMs = plan.ttftMs
  }

  stall(): void {
    this.#waitMs += this.options.stallSeconds * 1000
  }

  nextStep(): void {
    this.#decodeMs += logNormal(this.#random, this.options.itl, this.options.itlSpread)
  }

  stepTokens(): number {
    const whole = Math.floor(this.options.tokensPerEvent)
    return whole + (this.#random() < this.options.tokensPerEvent - whole ? 1 : 0)
  }

  timed(event: PlannedEvent): PlannedEvent {
    event.waitMs = this.#waitMs
    event.decodeMs = this.#decodeMs
    this.#waitMs = 0
    this.#decodeMs = 0
    return event
  }
}
