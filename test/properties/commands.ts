// Random histories of a wallet, small in every number so that they collide often.

import fc from 'fast-check'
import type { BurnDownCriterion, LotKind } from '../../src/ledger/wallet.ts'

/** Holds and lots are named by their order of making. */
export type Step =
  | {
      readonly do: 'grant'
      readonly credits: number
      readonly kind: LotKind
      readonly priority: number
      readonly startsInMs: number
      readonly lastsMs: number | null
      readonly model: string | null
    }
  | { readonly do: 'freeze'; readonly credits: number; readonly model: string | null }
  | { readonly do: 'grow'; readonly hold: number; readonly credits: number; readonly model: string | null }
  | { readonly do: 'extend'; readonly hold: number; readonly byMs: number }
  | {
      readonly do: 'spend'
      readonly hold: number
      readonly credits: number | null
      readonly keepOpen: boolean
      readonly model: string | null
    }
  | { readonly do: 'release'; readonly hold: number }
  | { readonly do: 'expire' | 'ripen' | 'lock' | 'unlock'; readonly lot: number }
  | { readonly do: 'revoke'; readonly credits: number }
  | { readonly do: 'policy'; readonly burnDown: BurnDownCriterion[]; readonly overspend: boolean }

/** A step, and how much later than the one before it comes. */
export interface Timed {
  readonly afterMs: number
  readonly step: Step
}

const lot = fc.nat(3)
const hold = fc.nat(4)
const credits = fc.integer({ min: 1, max: 15 })
const model = fc.option(fc.constantFrom('suno', 'udio'))

/** Each kind of step, and how often it comes. */
const STEPS: readonly [number, fc.Arbitrary<Step>][] = [
  [
    5,
    fc.record({
      do: fc.constant('grant' as const),
      credits: fc.integer({ min: 1, max: 12 }),
      kind: fc.constantFrom<LotKind[]>('PROMO', 'SUBSCRIPTION', 'TOP_UP', 'EXTRA'),
      priority: fc.integer({ min: 0, max: 2 }),
      startsInMs: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 6 })),
      lastsMs: fc.option<number>(fc.integer({ min: 1, max: 12 })),
      model,
    }),
  ],
  [7, fc.record({ do: fc.constant('freeze' as const), credits, model })],
  [2, fc.record({ do: fc.constant('grow' as const), hold, credits: fc.integer({ min: 1, max: 5 }), model })],
  [1, fc.record({ do: fc.constant('extend' as const), hold, byMs: fc.integer({ min: -1, max: 5 }) })],
  [
    5,
    fc.record({
      do: fc.constant('spend' as const),
      hold,
      credits: fc.option<number>(credits),
      keepOpen: fc.boolean(),
      model,
    }),
  ],
  [4, fc.record({ do: fc.constant('release' as const), hold })],
  [2, fc.record({ do: fc.constant('expire' as const), lot })],
  [2, fc.record({ do: fc.constant('ripen' as const), lot })],
  [3, fc.record({ do: fc.constant('lock' as const), lot })],
  [2, fc.record({ do: fc.constant('unlock' as const), lot })],
  [1, fc.record({ do: fc.constant('revoke' as const), credits })],
  [
    1,
    fc.record({
      do: fc.constant('policy' as const),
      burnDown: fc.shuffledSubarray<BurnDownCriterion>(['PRIORITY', 'KIND', 'EXPIRY', 'AGE'], { minLength: 1 }),
      overspend: fc.boolean(),
    }),
  ],
]

const step = fc.oneof(...STEPS.map(([weight, arbitrary]) => ({ weight, arbitrary })))

export const history: fc.Arbitrary<Timed[]> = fc.array(fc.record({ afterMs: fc.nat(3), step }), {
  maxLength: 40,
  // As long as allowed: fast-check's own choice is ten steps at most, in which little meets.
  size: 'max',
})
