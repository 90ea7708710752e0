// Holds for servers that do the work themselves: freeze, work, spend what it took; or meter while it goes on.

import type { Holdfast } from './client.ts'
import { HoldfastError, isRefusal, Refused } from './errors.ts'
import { CloseHold, FreezeCredits, Meter, OpenHold, ReleaseCredits, SpendCredits } from './generated/operations.ts'
import type { FreezeCreditsInput, OpenHoldInput } from './generated/types.ts'
import type { AnswerOf } from './operation.ts'

type Frozen = Extract<AnswerOf<typeof FreezeCredits>, { __typename: 'FreezeCreditsSuccess' }>
type Opened = Extract<AnswerOf<typeof OpenHold>, { __typename: 'OpenHoldSuccess' }>
type Refusal<Answer> = Extract<Answer, { code: string; message: string }>

/**
 * Freezes credits, does the work, and spends what it returns, or all if it returns nothing; 0 releases them. If the work throws, the
 * credits are released and the error is thrown on. A refusal of the freeze is returned: then the work was not begun.
 */
export async function withHold(
  holdfast: Holdfast,
  input: FreezeCreditsInput,
  // biome-ignore lint/suspicious/noConfusingVoidType: the work may return nothing.
  work: (hold: Frozen['hold']) => Promise<number | void>,
): Promise<AnswerOf<typeof SpendCredits | typeof ReleaseCredits> | Refusal<AnswerOf<typeof FreezeCredits>>> {
  const frozen = await holdfast.mutate(FreezeCredits, input)
  if (frozen.__typename !== 'FreezeCreditsSuccess') return frozen
  const holdId = frozen.hold.id
  let credits: number | undefined
  try {
    credits = (await work(frozen.hold)) ?? undefined
  } catch (error) {
    const released = await holdfast.mutate(ReleaseCredits, { holdId })
    if (isRefusal(released))
      throw new AggregateError([error, refusedAs(released)], 'The work failed, and its credits were not released.')
    throw error
  }
  if (credits === 0) return holdfast.mutate(ReleaseCredits, { holdId })
  return holdfast.mutate(SpendCredits, { holdId, credits })
}

/** Opens a hold that grows with what is metered. Returns the metering, or the refusal. */
export async function openMetered(
  holdfast: Holdfast,
  input: OpenHoldInput,
): Promise<Metering | Refusal<AnswerOf<typeof OpenHold>>> {
  const opened = await holdfast.mutate(OpenHold, input)
  return opened.__typename === 'OpenHoldSuccess' ? new Metering(holdfast, opened) : opened
}

/** A metered hold while the work goes on. Each event has a number, so it is counted once, however often it is sent. */
export class Metering {
  readonly __typename = 'Metering'
  readonly hold: Opened['hold']
  readonly #holdfast: Holdfast
  /** The last number that was given to an event, and earlier ones whose events were not counted. */
  #sequence: number
  readonly #free: number[] = []

  constructor(holdfast: Holdfast, { hold, meter }: Pick<Opened, 'hold' | 'meter'>) {
    this.#holdfast = holdfast
    this.hold = hold
    this.#sequence = meter.sequence
  }

  /** Counts units. The answer says how many more are paid for; MeterStoppedError: these were not counted, stop. */
  async meter(units: number): Promise<AnswerOf<typeof Meter>> {
    const sequence = this.#free.pop() ?? ++this.#sequence
    try {
      const answer = await this.#holdfast.mutate(Meter, { holdId: this.hold.id, units, sequence })
      if (isRefusal(answer)) this.#free.push(sequence)
      return answer
    } catch (error) {
      // An event that may have been counted keeps its number.
      if (error instanceof HoldfastError && !error.isOpen) this.#free.push(sequence)
      throw error
    }
  }

  /** Ends the hold: what was metered is spent, and the rest is given back. */
  close(): Promise<AnswerOf<typeof CloseHold>> {
    return this.#holdfast.mutate(CloseHold, { holdId: this.hold.id })
  }
}

const refusedAs = ({ code, message }: { code: string; message: string }) => new Refused('releaseCredits', code, message)
