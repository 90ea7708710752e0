// Short histories for what random ones seldom reach. fast-check found and shrank them.

import type { Step, Timed } from './commands.ts'

type Grant = Step & { do: 'grant' }
type Freeze = Step & { do: 'freeze' }

const later = <S extends Step>(afterMs: number, step: S): Timed<S> => ({ afterMs, step })
const now = <S extends Step>(step: S): Timed<S> => later(0, step)

const grant = (terms: Partial<Grant>): Grant => ({
  ...{ do: 'grant', credits: 1, kind: 'PROMO', priority: 0, startsInMs: 0, lastsMs: null, graceSeconds: 0 },
  ...{ paid: null, model: null, needsSubscription: false, ...terms },
})
const freeze = (credits: number, model: string | null = null): Freeze => ({
  ...{ do: 'freeze', wallet: 0, credits, model, tags: [], run: null },
})
const spend = { do: 'spend', hold: 0, credits: null, keepOpen: false, model: null } as const
const timeOut = { do: 'time out', hold: 0 } as const
const settleLate = { do: 'settle late', hold: 0, credits: null, model: null } as const
const dispute = (to: 'OPEN' | 'LOST') => ({ do: 'dispute', lot: 0, to }) as const
const writeOff = {
  ...{ do: 'policy', wallet: 0, burnDown: ['AGE'], overspend: false, latePolicy: 'WRITE_OFF' },
} as const satisfies Step
const ofPlan = { kind: 'SUBSCRIPTION', needsSubscription: true } as const

/** By what each reaches. */
export const RARE = {
  'debt and charge-back of credits that came back after their dispute was lost': [
    ...[now(grant({})), now(freeze(1)), now(dispute('OPEN')), now(dispute('LOST')), now(spend)],
  ],
  'revocation of credits that came back after their dispute was lost': [
    ...[now(grant({})), now(freeze(1)), now(dispute('OPEN')), now(dispute('LOST')), now(timeOut)],
  ],
  'late settlement that is written off': [
    ...[now(grant({ model: 'suno' })), now(freeze(1, 'suno')), now(timeOut), now(writeOff), now(settleLate)],
  ],
  'refund of a lot that is written off': [
    ...[now(grant({ credits: 9, startsInMs: 1 })), later(1_000, freeze(1)), now(spend), now(writeOff)],
    now({ do: 'refund lot', lot: 0, credits: 9 }),
  ],
  'refund of credits without a lot': [
    ...[now(grant({ credits: 6 })), later(1_000, freeze(6)), now(timeOut), now(dispute('OPEN'))],
    ...[later(1_000, settleLate), now({ do: 'refund', hold: 0, credits: null })],
  ],
  'a cap that holds credits back when they return': [
    ...[now(grant({ ...ofPlan, startsInMs: 1, lastsMs: 3 })), later(1, freeze(1))],
    ...[now({ do: 'carry over', lastsMs: 1, max: 0 }), now(timeOut)],
  ],
  'a cap that lets returned credits back': [
    ...[now(grant(ofPlan)), now(grant({})), now(freeze(2))],
    ...[later(1_000, { do: 'carry over', lastsMs: 1, max: 1 }), now({ do: 'release', hold: 0 })],
  ],
} satisfies Record<string, readonly Timed[]>
