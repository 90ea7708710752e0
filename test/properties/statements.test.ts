// Statements over random histories: whatever happens to the credits of an organization, at whatever time and in whichever time zones, each
// month adds up to the credit, begins with what the month before has left, and says what the journal says, added up naively.

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { run } from '../support/database.ts'
import { startTestHoldfast, type TestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { mutate } from '../support/mutate.ts'
import { SetSpendingPolicy } from '../support/operations.ts'

const RUNS = Math.max(6, Math.floor(Number(process.env.PROPERTY_RUNS ?? 0) / 1_000))
const ZONES = ['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Kathmandu', 'America/New_York'] as const
const MONTH = 30 * 24 * 60 * 60 * 1_000

let now = Date.UTC(2027, 0, 3)
let holdfast: TestHoldfast
beforeAll(async () => {
  holdfast = await startTestHoldfast({ clock: () => new Date(now) })
})
afterAll(() => holdfast.stop())

/** `after`: the time since the step before, in thousandths of a month, or up to the start of the next hour. */
const step = fc.record({
  after: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 700 }), fc.constant('HOUR' as const)),
  what: fc.oneof(
    fc.record({ do: fc.constant('zone' as const), zone: fc.constantFrom(...ZONES) }),
    fc.record({
      do: fc.constant('grant' as const),
      credits: fc.integer({ min: 1, max: 90 }),
      days: fc.constantFrom(0, 9),
    }),
    fc.record({ do: fc.constant('song' as const), ends: fc.constantFrom('completeTask', 'failTask', 'cancelTask') }),
    fc.record({ do: fc.constantFrom('refund' as const, 'remove' as const, 'allocate' as const, 'reclaim' as const) }),
    fc.record({ do: fc.constant('pay' as const), credits: fc.integer({ min: 1, max: 50 }) }),
  ),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** Does a step. What is refused, because there are too few credits for example, is a part of the history, too. */
async function act({ id: organizationId, admin, member }: TestOrganization, { what }: Step, done: string[]) {
  const { operator } = holdfast
  const input = { organizationId }
  if (what.do === 'zone') await admin.run(SetSpendingPolicy, { input: { timeZone: what.zone } })
  if (what.do === 'grant') {
    const expiresAt = what.days === 0 ? null : new Date(now + what.days * 86_400_000).toISOString()
    await mutate(operator, 'grantCredits', { ...input, creditType: 'music', credits: what.credits, expiresAt })
  }
  if (what.do === 'song') {
    const song = { model: 'suno', operation: 'music' }
    const { task } = await mutate<{ task?: { id: string } }>(member, 'submitTask', song, 'task { id }')
    if (!task) return
    const more = what.ends === 'failTask' ? { reason: 'x' } : what.ends === 'completeTask' ? { result: {} } : {}
    await mutate(operator, what.ends, { taskId: task.id, ...more })
    if (what.ends === 'completeTask') done.push(task.id)
  }
  const taskId = what.do === 'refund' ? done.pop() : undefined
  if (taskId) await mutate(operator, 'refundTask', { taskId, reason: 'x' })
  if (what.do === 'remove')
    await mutate(operator, 'adjustCredits', { ...input, creditType: 'music', remove: 3, reason: 'x' })
  if (what.do === 'allocate' || what.do === 'reclaim') {
    const { data } = await member.send<{ viewer: { member: { id: string } } }, unknown>('{ viewer { member { id } } }')
    const memberId = data?.viewer.member.id
    if (what.do === 'allocate')
      await mutate(admin, 'allocateCredits', { allocations: [{ memberId, credits: 7 }], creditType: 'music' })
    else await mutate(admin, 'reclaimCredits', { memberIds: [memberId], creditType: 'music', reason: 'x' })
  }
  if (what.do === 'pay') {
    const custom = {
      title: 'x',
      credits: [{ creditType: 'music', credits: what.credits }],
      price: { amount: 100, currency: 'EUR' },
    }
    const bought = { ...input, custom, provider: 'MANUAL' }
    const { payment } = await mutate<{ payment: { id: string } }>(operator, 'startPurchase', bought, 'payment { id }')
    await mutate(operator, 'confirmManualPayment', {
      paymentId: payment.id,
      received: { amount: 100, currency: 'EUR' },
    })
  }
}

interface CreditStatement {
  readonly opening: number
  readonly granted: number
  readonly refunded: number
  readonly spent: number
  readonly repaid: number
  readonly expired: number
  readonly revoked: number
  readonly closing: number
  readonly lots: { credits: number }[]
  readonly models: { spent: number; refunded: number }[]
  readonly members: { spent: number; refunded: number }[]
}
interface Statement {
  readonly month: string
  readonly from: string
  readonly to: string
  readonly isFinal: boolean
  readonly credits: CreditStatement[]
  readonly payments: { total: { amount: number } }[]
}

async function statementsOf({ owner }: TestOrganization): Promise<Statement[]> {
  const { data, errors } = await owner.send<{ organization: { statements: Statement[] } }, unknown>(`{
    organization { statements(first: 24) { month from to isFinal payments { total { amount } } credits {
      opening granted refunded spent repaid expired revoked closing
      lots { credits } models { spent refunded } members { spent refunded } } } } }`)
  if (!data?.organization.statements) throw new Error(JSON.stringify(errors))
  return data.organization.statements
}

const IN = {
  GRANT: 'granted',
  REFUND: 'refunded',
  SPEND: 'spent',
  REPAY: 'repaid',
  EXPIRE: 'expired',
  REVOKE: 'revoked',
}

interface Entry {
  readonly type: string
  readonly credits: string
  readonly hold_id: string | null
  readonly created_at: Date
}

async function entriesOf({ uuid }: TestOrganization): Promise<Entry[]> {
  const { rows } = await run(holdfast.database.url, (client) =>
    client.query('SELECT type, credits, hold_id, created_at FROM journal_entry WHERE organization_id = $1', [uuid]),
  )
  return rows
}

/** The statements, and the journal that they are of: a sweep may have booked an expiry while they were read. */
async function agreeing(organization: TestOrganization): Promise<{ statements: Statement[]; entries: Entry[] }> {
  const before = await entriesOf(organization)
  const statements = await statementsOf(organization)
  const entries = await entriesOf(organization)
  return before.length === entries.length ? { statements, entries } : agreeing(organization)
}

/** The same from all entries of the organization, one after the other. */
function naively(entries: readonly Entry[], from: Date, to: Date) {
  const sums: Record<string, number> = { granted: 0, refunded: 0, spent: 0, repaid: 0, expired: 0, revoked: 0 }
  for (const { type, credits, hold_id: holdId, created_at: at } of entries) {
    if (at < from || at >= to) continue
    const name = type === 'GRANT' && holdId ? 'refunded' : IN[type as keyof typeof IN]
    if (name) sums[name] = (sums[name] ?? 0) + Number(credits)
  }
  return sums
}

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number) => rows.reduce((all, row) => all + of(row), 0)

test('each month adds up, follows the one before, and says what the journal says', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), async (steps) => {
      const organization = await holdfast.organization({ credits: 100n })
      const done: string[] = []
      for (const each of steps) {
        const hour = 3_600_000
        now =
          each.after === 'HOUR' ? (Math.floor(now / hour) + 1) * hour : now + Math.floor((each.after * MONTH) / 1_000)
        await act(organization, each, done)
      }
      const { statements, entries } = await agreeing(organization)
      let later: number | null = null
      for (const { from, to, credits, isFinal } of statements) {
        const [music] = credits as [CreditStatement]
        const { opening, granted, refunded, spent, repaid, expired, revoked, closing } = music
        expect(opening + granted + refunded - spent - repaid - expired - revoked).toBe(closing)
        if (later !== null) expect([closing, isFinal]).toEqual([later, true])
        later = opening
        expect(naively(entries, new Date(from), new Date(to))).toEqual({
          ...{ granted, refunded, spent, repaid, expired, revoked },
        })
        expect(sum(music.lots, (lot) => lot.credits)).toBe(granted)
        for (const used of [music.models, music.members]) {
          expect([sum(used, (each) => each.spent), sum(used, (each) => each.refunded)]).toEqual([spent, refunded])
        }
      }
      expect(later).toBe(0)
      const paid = statements.flatMap(({ payments }) => payments)
      expect(paid).toHaveLength(steps.filter(({ what }) => what.do === 'pay').length)
    }),
    { numRuns: RUNS, endOnFailure: true },
  )
})
