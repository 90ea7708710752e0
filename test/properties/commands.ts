// Random histories of an organization's wallets, small in every number so that they collide often.

import fc from 'fast-check'
import { type Grant, PLAIN_GRANT } from '../../src/ledger/grant.ts'
import type { BurnDownCriterion, LatePolicy, LotDispute, LotKind } from '../../src/ledger/wallet.ts'

/** Wallet 0 is the pool, the others are members'. Holds and lots are named by their order of making. */
export type Step =
  | {
      readonly do: 'grant'
      readonly credits: number
      readonly kind: LotKind
      readonly priority: number
      readonly startsInMs: number
      readonly lastsMs: number | null
      readonly graceSeconds: number | null
      readonly paid: number | null
      readonly model: string | null
      readonly needsSubscription: boolean
    }
  | {
      readonly do: 'freeze'
      readonly wallet: number
      readonly credits: number
      readonly model: string | null
      readonly tags: string[]
      /** The run that it counts in, by its order of making; null: none. */
      readonly run: number | null
    }
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
  | { readonly do: 'time out'; readonly hold: number }
  | {
      readonly do: 'settle late'
      readonly hold: number
      readonly credits: number | null
      readonly model: string | null
    }
  | { readonly do: 'refund'; readonly hold: number; readonly credits: number | null }
  | { readonly do: 'expire' | 'mature' | 'lock' | 'unlock' | 'suspend' | 'resume'; readonly lot: number }
  | { readonly do: 'refund lot'; readonly lot: number; readonly credits: number }
  | { readonly do: 'settle debt'; readonly wallet: number }
  | { readonly do: 'dispute'; readonly lot: number; readonly to: LotDispute }
  | { readonly do: 'transfer'; readonly wallet: number; readonly to: number; readonly credits: number }
  | { readonly do: 'revoke'; readonly wallet: number; readonly credits: number }
  | { readonly do: 'bring debt'; readonly wallet: number; readonly credits: number }
  | { readonly do: 'bring portion'; readonly lot: number; readonly to: number; readonly credits: number }
  | { readonly do: 'settle up'; readonly wallet: number; readonly givesBack: boolean }
  | Cycling
  | EngineOnly
  | Subscribing
  | {
      readonly do: 'policy'
      readonly wallet: number
      readonly burnDown: BurnDownCriterion[]
      readonly overspend: boolean
      readonly latePolicy: LatePolicy
    }

/**
 * What no rule of the ledger alone decides. A new budget; or several transfers in one: so many credits from the pool to each
 * member, or all that members have back to it.
 */
export type EngineOnly =
  | {
      readonly do: 'budget'
      readonly wallet: number | null
      readonly model: string | null
      readonly tag: string | null
      readonly limit: number
      readonly hard: boolean
      readonly isMonthly: boolean
    }
  | Metering
  | Running
  | Requesting
  | { readonly do: 'give'; readonly each: readonly number[] }
  | { readonly do: 'take back'; readonly wallets: readonly number[] }

/** A cap on what its holds, and those of its parts, use. */
export type Running =
  | { readonly do: 'run'; readonly limit: number; readonly parent: number | null }
  | { readonly do: 'close run'; readonly run: number }

/** A member asks for credits, an admin grants them in a budget or from the pool, and what was granted falls back. */
export type Requesting =
  | { readonly do: 'ask'; readonly wallet: number; readonly credits: number }
  | {
      readonly do: 'grant request'
      readonly request: number
      readonly credits: number
      /** The budget that is raised, by its order of making; null: the credits are allocated. */
      readonly budget: number | null
      readonly lastsMs: number | null
    }
  | { readonly do: 'decline request'; readonly request: number }
  | { readonly do: 'fall back'; readonly request: number }

/** A hold that grows with what is metered of it, in tenths of a unit. */
export type Metering =
  | {
      readonly do: 'freeze metered'
      readonly wallet: number
      readonly credits: number
      /** How many more it may freeze. */
      readonly more: number
      readonly model: string | null
      readonly run: number | null
    }
  | { readonly do: 'meter'; readonly hold: number; readonly tenths: number; readonly sequence: number | null }

/** What a unit costs; and what it costs if there are few of them, so that a few more can cost less. */
export const PER_UNIT = 3
export const PER_UNIT_OF_FEW = 4
export const FEW_UNITS = 2

/** What a subscription means for lots: a cycle ends and carries credits over, or ends for good, or a first one begins. */
export type Cycling =
  | { readonly do: 'carry over'; readonly lastsMs: number; readonly max: number | null }
  | { readonly do: 'end' }
  | { readonly do: 'begin' }

/** What a customer does with a subscription, and what its time brings. Plans are named by their order. */
export type Subscribing =
  | { readonly do: 'subscribe'; readonly plan: number; readonly trial: boolean }
  | { readonly do: 'upgrade' | 'downgrade'; readonly plan: number }
  | { readonly do: 'past due' | 'reactivate' | 'end cycle' | 'pay' | 'pause' | 'resume subscription' }
  | { readonly do: 'cancel'; readonly atPeriodEnd: boolean }

/** A step, and how much later than the one before it comes. */
export interface Timed<S extends Step = Step> {
  readonly afterMs: number
  readonly step: S
}

export const WALLETS = [0, 1, 2] as const

// Weighted so that most steps find what they are about: in a short history there are few lots and holds yet.
const lot = fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 4)
const hold = fc.constantFrom(0, 0, 0, 0, 1, 1, 2, 3)
const wallet = fc.constantFrom(0, 0, 0, 0, 1, 1, 1, 1)
const credits = fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 5 }) }, fc.integer({ min: 6, max: 25 }))
const model = fc.constantFrom(null, null, null, 'suno', 'udio')

/** Each kind of step, and how often it comes. */
const WITHOUT_FREEZE: readonly [number, fc.Arbitrary<LedgerStep>][] = [
  [
    5,
    fc.record({
      do: fc.constant('grant' as const),
      credits: fc.integer({ min: 1, max: 25 }),
      kind: fc.constantFrom<LotKind[]>('PROMO', 'SUBSCRIPTION', 'TOP_UP', 'EXTRA'),
      priority: fc.integer({ min: 0, max: 2 }),
      startsInMs: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 6 })),
      lastsMs: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, fc.integer({ min: 1, max: 20 })),
      graceSeconds: fc.constantFrom(0, 1, null),
      paid: fc.option<number>(fc.integer({ min: 0, max: 20 })),
      model,
      needsSubscription: fc.constantFrom(false, false, true),
    }),
  ],
  [2, fc.record({ do: fc.constant('grow' as const), hold, credits: fc.integer({ min: 1, max: 5 }), model })],
  [1, fc.record({ do: fc.constant('extend' as const), hold, byMs: fc.integer({ min: -1, max: 5 }) })],
  [
    6,
    fc.record({
      do: fc.constant('spend' as const),
      hold,
      credits: fc.option<number>(credits),
      keepOpen: fc.boolean(),
      model,
    }),
  ],
  [2, fc.record({ do: fc.constant('release' as const), hold })],
  [6, fc.record({ do: fc.constant('time out' as const), hold })],
  [
    6,
    fc.record({
      do: fc.constant('settle late' as const),
      hold,
      credits: fc.option<number>(fc.integer({ min: 0, max: 15 })),
      model,
    }),
  ],
  [
    3,
    fc.record({
      do: fc.constant('refund' as const),
      hold,
      credits: fc.option<number>(fc.integer({ min: 1, max: 8 })),
    }),
  ],
  [2, fc.record({ do: fc.constant('refund lot' as const), lot, credits: fc.integer({ min: 1, max: 12 }) })],
  [2, fc.record({ do: fc.constant('settle debt' as const), wallet })],
  [2, fc.record({ do: fc.constant('expire' as const), lot })],
  [2, fc.record({ do: fc.constant('mature' as const), lot })],
  [1, fc.record({ do: fc.constant('lock' as const), lot })],
  [2, fc.record({ do: fc.constant('unlock' as const), lot })],
  [1, fc.record({ do: fc.constant('suspend' as const), lot })],
  [1, fc.record({ do: fc.constant('resume' as const), lot })],
  [
    4,
    fc.record({
      do: fc.constant('dispute' as const),
      lot,
      to: fc.constantFrom<LotDispute[]>('OPEN', 'WON', 'LOST'),
    }),
  ],
  [7, fc.record({ do: fc.constant('transfer' as const), wallet, to: fc.constantFrom(...WALLETS), credits })],
  [1, fc.record({ do: fc.constant('revoke' as const), wallet, credits })],
  [6, fc.record({ do: fc.constant('settle up' as const), wallet: fc.constantFrom(1, 1, 2), givesBack: fc.boolean() })],
  [
    1,
    fc.record({
      do: fc.constant('policy' as const),
      wallet,
      burnDown: fc.shuffledSubarray<BurnDownCriterion>(['PRIORITY', 'KIND', 'EXPIRY', 'AGE', 'COST'], { minLength: 1 }),
      overspend: fc.boolean(),
      latePolicy: fc.constantFrom<LatePolicy[]>('OWE', 'WRITE_OFF'),
    }),
  ],
]

type LedgerStep = Exclude<Step, EngineOnly | Cycling | Subscribing>

/** All steps of the ledger. Freezes have these tags. */
function stepsWith(
  tags: fc.Arbitrary<string[]>,
  run: fc.Arbitrary<number | null> = fc.constant(null),
): readonly [number, fc.Arbitrary<LedgerStep>][] {
  return WITHOUT_FREEZE.toSpliced(1, 0, [
    10,
    fc.record({ do: fc.constant('freeze' as const), wallet, credits, model, tags, run }),
  ])
}

/** With the tags that budgets limit. */
const STEPS = stepsWith(fc.shuffledSubarray(['red', 'green']))

/** The run of a new hold. */
const run = fc.constantFrom(null, null, 0, 0, 1, 2)

/** Of the whole engine, which has runs and meters, too. */
const STEPS_OF_ENGINE = stepsWith(fc.shuffledSubarray(['red', 'green']), run)

/** Steps that are rules of the ledger over all wallets. */
const CYCLING: readonly [number, fc.Arbitrary<Cycling>][] = [
  [
    3,
    fc.record({
      do: fc.constant('carry over' as const),
      lastsMs: fc.integer({ min: 1, max: 20 }),
      max: fc.option<number>(fc.nat(10)),
    }),
  ],
  [1, fc.record({ do: fc.constant('end' as const) })],
  [1, fc.record({ do: fc.constant('begin' as const) })],
]

/** The commands of subscriptions. */
const plan = fc.nat(7)
const SUBSCRIBING: readonly [number, fc.Arbitrary<Subscribing>][] = [
  [3, fc.record({ do: fc.constant('subscribe' as const), plan, trial: fc.constant(false) })],
  // Most of these plans have a trial.
  [
    4,
    fc.record({
      do: fc.constant('subscribe' as const),
      plan: fc.constantFrom(0, 0, 3, 4, 6),
      trial: fc.constant(true),
    }),
  ],
  [5, fc.record({ do: fc.constant('end cycle' as const) })],
  [2, fc.record({ do: fc.constant('upgrade' as const), plan })],
  [1, fc.record({ do: fc.constant('downgrade' as const), plan })],
  [1, fc.record({ do: fc.constant('past due' as const) })],
  [1, fc.record({ do: fc.constant('reactivate' as const) })],
  [4, fc.record({ do: fc.constant('pay' as const) })],
  [2, fc.record({ do: fc.constant('pause' as const) })],
  [3, fc.record({ do: fc.constant('resume subscription' as const) })],
  [2, fc.record({ do: fc.constant('cancel' as const), atPeriodEnd: fc.boolean() })],
]

/** The steps of customers who move in. */
const MOVING: typeof STEPS = [
  [1, fc.record({ do: fc.constant('bring debt' as const), wallet, credits: fc.integer({ min: 1, max: 4 }) })],
  [3, fc.record({ do: fc.constant('bring portion' as const), lot, to: fc.constantFrom(...WALLETS), credits })],
]

const RUNS: readonly [number, fc.Arbitrary<EngineOnly>][] = [
  [
    6,
    fc.record({
      do: fc.constant('run' as const),
      limit: fc.integer({ min: 3, max: 30 }),
      parent: fc.constantFrom(null, 0, 1),
    }),
  ],
  [1, fc.record({ do: fc.constant('close run' as const), run: fc.constantFrom(0, 1, 2) })],
  [
    6,
    fc.record({
      do: fc.constant('freeze metered' as const),
      wallet,
      credits: fc.integer({ min: 1, max: 5 }),
      more: fc.integer({ min: 0, max: 20 }),
      model,
      run,
    }),
  ],
  [
    14,
    fc.record({
      do: fc.constant('meter' as const),
      hold,
      tenths: fc.integer({ min: 1, max: 25 }),
      sequence: fc.option<number>(fc.integer({ min: 1, max: 5 })),
    }),
  ],
]

const request = fc.constantFrom(0, 0, 1, 1, 2, 3)
const REQUESTING: readonly [number, fc.Arbitrary<EngineOnly>][] = [
  [5, fc.record({ do: fc.constant('ask' as const), wallet: fc.constantFrom(1, 1, 2), credits })],
  [
    6,
    fc.record({
      do: fc.constant('grant request' as const),
      request,
      credits,
      budget: fc.constantFrom(null, null, 0, 1, 2, 5),
      lastsMs: fc.constantFrom(1, 3, 8, 20, null),
    }),
  ],
  [1, fc.record({ do: fc.constant('decline request' as const), request })],
  [6, fc.record({ do: fc.constant('fall back' as const), request })],
]

/** Steps that the engine takes, and no rule of the ledger alone. */
const ENGINE_ONLY: readonly [number, fc.Arbitrary<EngineOnly>][] = [
  [
    4,
    fc.record({
      do: fc.constant('budget' as const),
      wallet: fc.constantFrom(null, null, 1),
      model: fc.constantFrom(null, null, 'suno'),
      tag: fc.constantFrom(null, null, 'red'),
      limit: fc.integer({ min: 5, max: 60 }),
      hard: fc.boolean(),
      isMonthly: fc.constantFrom(true, true, true, false),
    }),
  ],
  [4, fc.record({ do: fc.constant('give' as const), each: fc.tuple(credits, credits) })],
  [2, fc.record({ do: fc.constant('take back' as const), wallets: fc.shuffledSubarray([1, 2], { minLength: 1 }) })],
]

const DAY_MS = 24 * 60 * 60 * 1_000
const SOON = fc.oneof({ weight: 30, arbitrary: fc.nat(3) }, fc.constant(1_000))
/** Now and then days pass, in which a pause counts and a payment becomes due. */
const DAYS_LATER = fc.oneof({ weight: 30, arbitrary: SOON }, fc.constantFrom(DAY_MS, 2 * DAY_MS))

function stepOf<S extends Step>(steps: readonly [number, fc.Arbitrary<S>][]): fc.Arbitrary<S> {
  return fc.oneof(...steps.map(([weight, arbitrary]) => ({ weight, arbitrary })))
}

function historyOf<S extends Step>(
  steps: readonly [number, fc.Arbitrary<S>][],
  afterMs: fc.Arbitrary<number> = SOON,
): fc.Arbitrary<Timed<S>[]> {
  const step = stepOf(steps)
  // As long as allowed: fast-check's own choice is ten steps at most, in which little meets.
  return fc.array(fc.record({ afterMs, step }), { maxLength: 50, size: 'max' })
}

/** For the ledger's rules. */
const PLAIN = stepsWith(fc.constant([]))
export const history = historyOf<Exclude<Step, EngineOnly | Subscribing>>([...PLAIN, ...MOVING, ...CYCLING])

/** For the engine. */
export const engineHistory = historyOf<Exclude<Step, Cycling>>(
  [...STEPS_OF_ENGINE, ...MOVING, ...ENGINE_ONLY, ...RUNS, ...REQUESTING, ...SUBSCRIBING],
  DAYS_LATER,
)

/** For the engine, of little else than what counts against budgets, over several months. */
const ABOUT_BUDGETS: readonly Step['do'][] = ['grant', 'freeze', 'spend', 'time out', 'settle late', 'refund', 'budget']
export const budgetHistory = historyOf<Exclude<Step, Cycling>>(
  [[1, stepOf<Exclude<Step, Cycling>>([...STEPS, ...ENGINE_ONLY]).filter((step) => ABOUT_BUDGETS.includes(step.do))]],
  fc.oneof({ weight: 30, arbitrary: fc.nat(3) }, fc.constant(31 * 24 * 60 * 60 * 1_000)),
)

/** For the engine, of little else than subscriptions of weekly and of yearly plans, over many cycles. */
const ABOUT_CYCLES: readonly Step['do'][] = [
  ...(['grant', 'freeze', 'spend', 'release', 'subscribe', 'downgrade', 'past due', 'cancel', 'reactivate'] as const),
  ...(['pause', 'resume subscription'] as const),
]
export const cycleHistory = historyOf<Exclude<Step, Cycling>>(
  [
    [3, stepOf<Exclude<Step, Cycling>>([...STEPS, ...SUBSCRIBING]).filter((step) => ABOUT_CYCLES.includes(step.do))],
    [1, fc.record({ do: fc.constant('subscribe' as const), plan: fc.constantFrom(6, 7), trial: fc.boolean() })],
    [4, fc.record({ do: fc.constant('end cycle' as const) })],
  ],
  DAYS_LATER,
)

/** For the engine, of little else than what requests give for a time, and what uses it, holds it back or moves it on. */
const ABOUT_REQUESTS: readonly Step['do'][] = [
  ...(['grant', 'freeze', 'spend', 'release', 'time out', 'refund', 'transfer', 'lock', 'unlock', 'dispute'] as const),
  ...(['bring debt', 'take back', 'ask', 'grant request', 'fall back'] as const),
]
const OFTEN: readonly Step['do'][] = ['freeze', 'release', 'ask', 'grant request', 'fall back']
const REQUEST_STEPS: readonly [number, fc.Arbitrary<Exclude<Step, Cycling>>][] = [
  ...[...STEPS, ...MOVING, ...ENGINE_ONLY, ...REQUESTING],
]
const stepsAbout = (some: readonly Step['do'][]) => stepOf(REQUEST_STEPS).filter((step) => some.includes(step.do))
export const requestHistory = historyOf<Exclude<Step, Cycling>>([
  [1, stepsAbout(ABOUT_REQUESTS)],
  [1, stepsAbout(OFTEN)],
])

/** What a step grants. */
/** How long the customer had had the credits of a grant when they came in. Those of a cycle are never older than the cycle. */
export function ageOf({ kind, priority, needsSubscription }: Step & { do: 'grant' }): number {
  return priority === 2 && !(kind === 'SUBSCRIPTION' && needsSubscription) ? 7 : 0
}

export function grantOf(step: Step & { do: 'grant' }, lotId: string, isInForce: boolean, now: Date): Grant {
  const { kind, priority, credits, graceSeconds, paid, model, needsSubscription } = step
  return {
    ...PLAIN_GRANT,
    lotId,
    kind,
    priority,
    credits: BigInt(credits),
    graceSeconds,
    paid: paid === null ? null : { amount: BigInt(paid), currency: 'USD' },
    models: model === null ? [] : [model],
    requiresSubscription: needsSubscription,
    suspended: needsSubscription && !isInForce,
    expiresAt: step.lastsMs === null ? null : new Date(now.getTime() + step.lastsMs),
    usableFrom: new Date(now.getTime() + step.startsInMs),
    since: new Date(now.getTime() - ageOf(step)),
  }
}
