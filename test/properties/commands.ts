// Random histories of a wallet, small in every number so that they collide often.

import fc from 'fast-check'

export type Step =
  | { readonly do: 'grant'; readonly credits: number; readonly priority: number; readonly lastsMs: number | null }
  | { readonly do: 'freeze'; readonly credits: number }
  | { readonly do: 'spend'; readonly hold: number; readonly credits: number | null }
  | { readonly do: 'release'; readonly hold: number }
  | { readonly do: 'expire'; readonly lot: number }

/** A step, and how much later than the one before it comes. Holds and lots are named by their order of making. */
export interface Timed {
  readonly afterMs: number
  readonly step: Step
}

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('grant' as const),
      credits: fc.integer({ min: 1, max: 12 }),
      priority: fc.integer({ min: 0, max: 2 }),
      lastsMs: fc.option(fc.integer({ min: 1, max: 8 })),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('freeze' as const), credits: fc.integer({ min: 1, max: 15 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('spend' as const),
      hold: fc.nat(6),
      credits: fc.option(fc.integer({ min: 1, max: 15 })),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('release' as const), hold: fc.nat(6) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('expire' as const), lot: fc.nat(6) }) },
)

export const history: fc.Arbitrary<Timed[]> = fc.array(fc.record({ afterMs: fc.nat(3), step }), { maxLength: 40 })
