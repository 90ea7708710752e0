// verify on a database that somebody has changed: each way to break an invariant is found, and named.

import { pino } from 'pino'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { Cells } from '../../src/database/cells.ts'
import { splitCells } from '../../src/database/splitCell.ts'
import { verify } from '../../src/engine/verify.ts'
import { openApp } from '../../src/openApp.ts'
import { createOrganization } from '../../src/organizations/operations.ts'
import { rollUpUsage } from '../../src/usage/rollUp.ts'
import { grantCredits } from '../../src/wallets/grants.ts'
import type { Client } from '../support/client.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { startTestHoldfast, type TestOrganization } from '../support/holdfast.ts'
import { makeKnown } from '../support/known.ts'
import { mutate } from '../support/mutate.ts'
import {
  Cancel,
  CloseDispute,
  Complete,
  CreateBudget,
  Freeze,
  Grant,
  OpenDispute,
  RefundHold,
  Spend,
  Submit,
  Transfer,
  Viewer,
} from '../support/operations.ts'

/** Two metered holds, of which one has ended, in a run that is a part of another. */
async function meterInRun(operator: Client, organizationId: string): Promise<void> {
  const price = { provider: 'x', model: 'voice', operation: 'speak', creditType: 'music', credits: 2 }
  await mutate(operator, 'createPriceRule', { ...price, unit: 'SECOND', unitField: 'seconds', organizationId })
  const open = async (parentId: string | null) => {
    const wanted = { organizationId, parentId, name: 'agent', limit: 20, creditType: 'music' }
    return (await mutate<{ run: { id: string } }>(operator, 'openRun', wanted, 'run { id }')).run.id
  }
  const runId = await open(await open(null))
  for (const isOpen of [true, false]) {
    const wanted = { organizationId, model: 'voice', operation: 'speak', maxCredits: 5, runId }
    const { hold } = await mutate<{ hold: { id: string } }>(operator, 'openHold', wanted, 'hold { id }')
    await mutate(operator, 'meter', { holdId: hold.id, units: 1.2 })
    if (!isOpen) await mutate(operator, 'closeHold', { holdId: hold.id })
  }
}

/** A task that costs credits of two types. */
async function submitOfTwoTypes(operator: Client, { id: organizationId, member }: TestOrganization): Promise<void> {
  const parts = [{ credits: 2, creditType: 'images' }]
  const price = { provider: 'x', model: 'director', operation: 'film', creditType: 'music', credits: 1, parts }
  await makeKnown(operator, { model: 'director', operation: 'film', creditType: 'images' })
  await mutate(operator, 'createPriceRule', { ...price, organizationId })
  await mutate(operator, 'grantCredits', { organizationId, creditType: 'images', credits: 5 })
  await mutate(member, 'submitTask', { model: 'director', operation: 'film' })
}

/** A pack that was bought and paid by hand. */
async function payByHand(operator: Client, { id: organizationId }: TestOrganization): Promise<void> {
  const credits = [{ creditType: 'music', credits: 10, bonus: 2 }]
  const pack = { name: 'pack', title: 'Pack', price: { amount: 100, currency: 'USD' }, credits }
  const { creditPack } = await mutate<{ creditPack: { id: string } }>(
    operator,
    'createCreditPack',
    pack,
    'creditPack { id }',
  )
  const bought = { organizationId, packId: creditPack.id, provider: 'MANUAL' }
  const { payment } = await mutate<{ payment: { id: string } }>(operator, 'startPurchase', bought, 'payment { id }')
  await mutate(operator, 'confirmManualPayment', {
    ...{ paymentId: payment.id, received: { amount: 100, currency: 'USD' } },
  })
}

/** A member asks for credits and gets them for a time. */
async function giveForATime({ member, admin }: TestOrganization): Promise<void> {
  const asked = { creditType: 'music', credits: 3, reason: 'a song' }
  const { creditRequest } = await mutate<{ creditRequest: { id: string } }>(
    member,
    'requestCredits',
    asked,
    'creditRequest { id }',
  )
  const terms = { decision: 'APPROVE', as: 'ALLOCATION', until: '2100-01-01T00:00:00.000Z' }
  await mutate(admin, 'decideCreditRequest', { creditRequestId: creditRequest.id, ...terms })
}

/** Divides a copy of a database into two cells, each of which has events in the feed and events that wait for their numbers. */
async function divide(url: string): Promise<void> {
  await splitCells(url, 2)
  const app = openApp({ databaseUrl: url, log: pino({ level: 'silent' }), feedDays: 30 })
  const cells = new Cells(2)
  const organizations: string[] = []
  while (new Set(organizations.map((id) => cells.of(id))).size < 2) {
    const members = [{ name: 'Ada', role: 'OWNER' as const }]
    const made = await createOrganization(app, { name: 'Tide', mode: 'LIVE', members, creditTypes: ['music'] })
    if ('code' in made) throw new Error(made.message)
    organizations.push(made.organization.id)
  }
  const grant = async () => {
    for (const organizationId of organizations) {
      const granted = await grantCredits(app, {
        organizationId,
        creditType: 'music',
        kind: 'TOP_UP',
        credits: 5n,
        priority: 0,
      })
      if ('code' in granted) throw new Error(granted.message)
    }
  }
  await grant()
  await grant()
  await app.sequencer.run()
  await grant()
  await grant()
  while ((await rollUpUsage(app)) > 0);
  await app.close()
}

/** A database with a little of everything; nobody is connected to it any more. */
let sound: TestDatabase
/** The same as two cells. */
let divided: TestDatabase

beforeAll(async () => {
  const holdfast = await startTestHoldfast({ feedDays: 30 })
  const { id, member } = await holdfast.organization({ credits: 100n })
  const { operator } = holdfast
  await submitOfTwoTypes(operator, await holdfast.organization({ credits: 50n }))
  const submit = async () => {
    const { submitTask } = await member.run(Submit, {
      input: { model: 'suno', operation: 'music', tags: ['red', 'green'] },
    })
    if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
    return submitTask.task.id
  }
  await operator.run(CreateBudget, { input: { organizationId: id, limit: 100, period: 'MONTH' } })
  await operator.run(Complete, { input: { taskId: await submit(), credits: 7 } })
  await member.run(Cancel, { input: { taskId: await submit() } })
  await submit()
  await operator.run(Freeze, { input: { organizationId: id, credits: 5, idempotencyKey: 'a hold of its own' } })
  const { grantCredits } = await operator.run(Grant, { input: { organizationId: id, credits: 3, kind: 'PROMO' } })
  const memberId = (await member.run(Viewer)).viewer?.member?.id
  await operator.run(Transfer, { input: { organizationId: id, credits: 2, toMemberId: memberId } })
  // An organization of its own that owes.
  const debtor = await holdfast.organization({ credits: 0n })
  const bought = await operator.run(Grant, { input: { organizationId: debtor.id, credits: 9 } })
  const lotId = bought.grantCredits?.__typename === 'GrantCreditsSuccess' ? bought.grantCredits.lot.id : ''
  const { freezeCredits } = await operator.run(Freeze, { input: { organizationId: debtor.id, credits: 4 } })
  const holdId = freezeCredits?.__typename === 'FreezeCreditsSuccess' ? freezeCredits.hold.id : ''
  await operator.run(Spend, { input: { holdId } })
  await operator.run(OpenDispute, { input: { lotId, reason: 'a chargeback' } })
  await operator.run(CloseDispute, { input: { lotId, outcome: 'LOST', reason: 'a chargeback' } })
  expect(grantCredits?.__typename).toBe('GrantCreditsSuccess')
  // A refund, of which one credit comes back to its lot.
  const frozen = await operator.run(Freeze, { input: { organizationId: id, credits: 2 } })
  const refunded = frozen.freezeCredits?.__typename === 'FreezeCreditsSuccess' ? frozen.freezeCredits.hold.id : ''
  await operator.run(Spend, { input: { holdId: refunded } })
  await operator.run(RefundHold, { input: { holdId: refunded, credits: 1, reason: 'it was silent' } })
  await meterInRun(operator, id)
  await payByHand(operator, await holdfast.organization({ credits: 0n }))
  await giveForATime(await holdfast.organization({ credits: 5n }))
  sound = holdfast.database
  // All usage is added up.
  const waiting = () => run(sound.url, async (client) => (await client.query('SELECT FROM usage_batch')).rowCount)
  await vi.waitFor(async () => expect(await waiting()).toBe(0), { timeout: 60_000 })
  await holdfast.stop({ keepDatabase: true })
  // The walls that keep anybody from storing such things are taken down first: verify must not need them.
  await run(sound.url, async (client) => {
    const { rows } = await client.query(
      `SELECT conrelid::regclass AS "table", conname FROM pg_constraint WHERE contype = 'c'
       AND coninhcount = 0 AND connamespace = 'public'::regnamespace`,
    )
    expect(rows.length).toBeGreaterThan(10)
    for (const { table, conname } of rows) {
      await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${conname}`)
      // A partition may have it as its own as well.
      const { rows: partitions } = await client.query(
        `SELECT conrelid::regclass AS partition FROM pg_constraint JOIN pg_inherits ON inhrelid = conrelid
         WHERE inhparent = $1::regclass AND conname = $2`,
        [table, conname],
      )
      for (const { partition } of partitions) await client.query(`ALTER TABLE ${partition} DROP CONSTRAINT ${conname}`)
    }
    await client.query(`ALTER TABLE journal_entry DISABLE TRIGGER USER; ALTER TABLE receipt DISABLE TRIGGER USER`)
  })
  // So is each copy of it, until it is changed.
  expect((await verify(sound.url)).violations).toEqual([])
  divided = await createTestDatabase(sound.name)
  await divide(divided.url)
  expect((await verify(divided.url)).violations).toEqual([])
})
afterAll(async () => {
  await divided.drop()
  await sound.drop()
})

const stranger = `'00000000-0000-7000-8000-000000000000'`
const another = `'00000000-0000-7000-8000-000000000001'`

test.each([
  ['a wallet’s buckets add up to what was granted', `UPDATE wallet SET spent = spent + 1 WHERE spent > 0`],
  ['a wallet’s buckets add up to what was granted', `UPDATE wallet SET available = -1, spent = spent + available + 1`],
  ['a lot’s buckets add up to what was granted', `UPDATE credit_lot SET available = available + 1 WHERE spent > 0`],
  ['a lot is open while it has credits available, locked or frozen', `UPDATE credit_lot SET open = false`],
  ['all of a locked or disputed lot is locked, and nothing of another', `UPDATE credit_lot SET lock = 'MANUAL'`],
  [
    'all of a locked or disputed lot is locked, and nothing of another',
    `UPDATE credit_lot SET locked = available, available = 0 WHERE kind = 'PROMO'`,
  ],
  [
    'a wallet’s buckets are the sums of its lots’',
    `UPDATE credit_lot SET available = available - 1, spent = spent + 1 WHERE kind = 'PROMO'`,
  ],
  [
    'a wallet’s buckets are the sums of its journal',
    `UPDATE journal_entry SET credits = credits + 1 WHERE type = 'GRANT' AND credits = 3`,
  ],
  [
    'what a wallet owes, and what was written off, are the sums of its journal',
    `UPDATE wallet SET owed = owed - 1 WHERE owed > 0`,
  ],
  [
    'what a wallet owes, and what was written off, are the sums of its journal',
    `UPDATE wallet SET written_off = 1 WHERE owed > 0`,
  ],
  ['no wallet owes credits while it has some that could pay them', `UPDATE wallet SET owed = 1 WHERE available > 0`],
  [
    'a grace ends once, as long after the expiry as its lot says',
    `UPDATE credit_lot SET grace_seconds = 1, grace_from = now(), expires_at = now() + interval '2 s'`,
  ],
  [
    'what earlier cycles brought is no more than the cap of the last renewal, held credits that came back included',
    `WITH lots AS (UPDATE credit_lot SET kind = 'SUBSCRIPTION', requires_subscription = true)
     INSERT INTO subscription SELECT id, id, id, 'ACTIVE', now(), 1, now(), now(), now(), false, NULL, '[]', now(), NULL,
       '{"at":"2100-01-01T00:00:00.000Z","limits":[{"creditType":"music","max":50,"left":1}]}', 'UTC', 0, now(), NULL, '[]', '[]', '[]', NULL, NULL, NULL, NULL FROM organization`,
  ],
  [
    'what an allocation for a time gave is in lots of its own, in the member’s wallet, and what fell back has left them',
    `UPDATE credit_lot SET request_id = id, falls_back_at = now() WHERE origin_lot_id IS NOT NULL`,
  ],
  [
    'what an allocation for a time gave is in lots of its own, in the member’s wallet, and what fell back has left them',
    `UPDATE credit_lot SET falls_back_at = now() WHERE request_id IS NOT NULL`,
  ],
  [
    'what an allocation for a time gave is in lots of its own, in the member’s wallet, and what fell back has left them',
    `UPDATE credit_lot SET request_id = NULL, falls_back_at = NULL WHERE request_id IS NOT NULL`,
  ],
  [
    'what an allocation for a time gave is in lots of its own, in the member’s wallet, and what fell back has left them',
    `UPDATE credit_request SET fell_back_at = until, took_back = 1 WHERE until IS NOT NULL`,
  ],
  [
    'what a lot has moved is in the lots that were split off it',
    `UPDATE credit_lot SET granted = granted + 1, available = available + 1 WHERE origin_lot_id IS NOT NULL`,
  ],
  [
    'what a lot has moved is in the lots that were split off it',
    `UPDATE credit_lot SET moved = 0, available = available + moved WHERE moved > 0`,
  ],
  [
    'a lot was split off one of the same credit type, and is in the same dispute',
    `UPDATE credit_lot SET dispute = 'LOST' WHERE origin_lot_id IS NOT NULL`,
  ],
  [
    'a lot was split off one of the same credit type, and is in the same dispute',
    `UPDATE wallet SET credit_type = 'lyrics' WHERE holder_id <> organization_id`,
  ],
  [
    'every row belongs to one that is there, in the same organization',
    `UPDATE wallet SET holder_id = ${stranger} WHERE holder_id <> organization_id`,
  ],
  [
    'what counts against a budget is the sum of the holds that name it, and of what is owed for them, and what it took over',
    `UPDATE budget_usage SET spent = spent + 1`,
  ],
  [
    'what a budget took over is what holds had spent in its first period that had ended when it was made',
    'UPDATE budget_usage SET spent = spent + 1, taken_over = taken_over + 1',
  ],
  [
    'what was refunded of a hold is what the journal says, and no more than it had used',
    `UPDATE hold SET refunded = refunded + 1 WHERE refunded > 0`,
  ],
  [
    'what was metered of an open hold costs no more than it has frozen, and it has frozen no more than its maximum',
    `UPDATE hold SET meter = jsonb_set(meter, '{due}', '6') WHERE meter IS NOT NULL AND status = 'OPEN'`,
  ],
  [
    'what was metered of an open hold costs no more than it has frozen, and it has frozen no more than its maximum',
    `UPDATE hold SET meter = jsonb_set(meter, '{max}', '1') WHERE meter IS NOT NULL`,
  ],
  [
    'a metered hold without a task ended with what was metered spent',
    `UPDATE hold SET meter = jsonb_set(meter, '{due}', '2') WHERE meter IS NOT NULL`,
  ],
  [
    'what a run has frozen and used is the sum of its holds and of those of its parts, within its cap',
    'UPDATE run SET used = used + 1',
  ],
  [
    'what a run has frozen and used is the sum of its holds and of those of its parts, within its cap',
    'UPDATE hold SET run_id = NULL WHERE run_id IS NOT NULL',
  ],
  [
    'a run is a part of its parent and of what that is a part of, and of the same credit type; each hold is of that type',
    'UPDATE run SET path = ARRAY[id]',
  ],
  [
    'a run is a part of its parent and of what that is a part of, and of the same credit type; each hold is of that type',
    `UPDATE run SET credit_type = 'lyrics'`,
  ],
  ['what is owed for a hold is what the journal says', 'UPDATE hold SET owed = 1'],
  [
    'what counts against a budget is the sum of the holds that name it, and of what is owed for them, and what it took over',
    `UPDATE hold SET usages = '{}'`,
  ],
  ['every row belongs to one that is there, in the same organization', `DELETE FROM budget`],
  ['a hold’s lines add up to it', `UPDATE hold SET first_credits = first_credits - 1`],
  ['a hold’s lines add up to it', `UPDATE hold SET credits = 0, spent = 0, released = 0, first_credits = 0`],
  ['a hold’s lines add up to it', `UPDATE hold_line SET credits = credits + 1`],
  ['a hold’s lines add up to it', `DELETE FROM hold_line`],
  ['an ended hold was spent or given back, whole', `UPDATE hold SET released = released + 1 WHERE status = 'SPENT'`],
  ['an ended hold was spent or given back, whole', `UPDATE hold SET ended_at = NULL WHERE status = 'RELEASED'`],
  ['the open holds of a wallet add up to its frozen bucket', `DELETE FROM hold WHERE status = 'OPEN'`],
  [
    'a lot’s frozen and spent credits are those of the lines that name it, and what repaid debts, less what was charged back or refunded',
    `UPDATE hold SET first_lot_id = (SELECT id FROM credit_lot WHERE kind = 'PROMO' AND source IS NULL)`,
  ],
  [
    'a lot’s frozen and spent credits are those of the lines that name it, and what repaid debts, less what was charged back or refunded',
    `UPDATE hold_line SET lot_id = (SELECT id FROM credit_lot WHERE kind = 'PROMO' AND source IS NULL)`,
  ],
  ...[`UPDATE hold SET first_lot_id = ${stranger}`, `UPDATE hold_line SET lot_id = ${stranger}`].map((sql) => [
    'every row belongs to one that is there, in the same organization',
    sql,
  ]),
  ...[`UPDATE payment SET settled = settled - 1`, `DELETE FROM payment_lot`, `UPDATE payment SET currency = 'EUR'`].map(
    (sql) => ['what was settled of a payment is the cost of its lots, in its currency', sql],
  ),
  [
    'a payment has brought the credits of what was settled of it, and no others',
    `UPDATE payment SET lines = jsonb_set(lines, '{0,bonus}', '3')`,
  ],
  ...[
    `UPDATE payment SET moved_settled = settled + 1, moved_returned = 0`,
    `UPDATE payment SET moved_settled = settled, moved_returned = settled + 1`,
    `UPDATE payment_lot SET moved_granted = 1`,
  ].map((sql) => [
    'of a payment that moved in, no lot came with more than it had, and nothing was settled or given back less than before',
    sql,
  ]),
  ...[`UPDATE receipt SET amount = amount - 1`, `DELETE FROM receipt`, `UPDATE receipt SET tax = 1`].map((sql) => [
    'the receipts of a payment add up to what was settled of it, and its credit notes to what was given back of that',
    sql,
  ]),
  [
    'usage of each month is what the journal says of that month, so statements add up',
    `UPDATE usage_detail SET hour = hour - interval '1200 hours'`,
  ],
  [
    'what tasks have cost upstream is added up by month as their rows say',
    `UPDATE task SET upstream_cost = '{"amount": "5", "currency": "USD"}' WHERE ended_at IS NOT NULL`,
  ],
  [
    'revenue is added up as holds and the journal say',
    `INSERT INTO revenue_lot SELECT organization_id, id, '2026-01-01', '', 1, 0, 0 FROM credit_lot WHERE currency IS NOT NULL`,
  ],
  ['receipts and credit notes are numbered without gaps', `UPDATE receipt SET number = number + 1`],
  ...[`UPDATE payment SET received = 200, amount = 150`, `UPDATE payment SET returned = 1`].map((sql) => [
    'a payment that was paid in full is settled, or says what is in the way',
    sql,
  ]),
  [
    'an open payment of a plan is of the plan that the organization has',
    `WITH plans AS (
       INSERT INTO plan (id, version, name, title, interval, credits, upgrade_policy, extra_purchases, retired, created_at, refresh, payment,
         trial_end, unused_time, self_service)
       SELECT id::uuid, 1, id, id, 'MONTH', '[]', 'NET_OF_USED', true, false, now(), 'MONTH', 'NOT_RECORDED', 'LAPSE', 'NOTHING', false
       FROM unnest(ARRAY[${stranger}, ${another}]) AS id
     ), paid AS (UPDATE payment SET status = 'OPEN', plan_id = ${stranger})
     INSERT INTO subscription SELECT id, id, ${another}, 'ACTIVE', now(), 1, now(), now(), now(), false, NULL, '[]', now(), NULL, NULL, 'UTC', 0, now(), NULL, '[]', '[]', '[]', NULL, NULL, NULL, NULL
     FROM organization`,
  ],
  ...[
    `UPDATE organization SET top_ups = jsonb_build_array(jsonb_build_object('creditType', 'music', 'bought', 1, 'month', '2020-01-01T00:00:00Z', 'currency', 'USD'))`,
    `UPDATE organization SET top_ups = jsonb_build_array(jsonb_build_object('creditType', 'music', 'bought', 0, 'month', '2020-01-01T00:00:00Z', 'currency', 'USD', 'paymentId', id))`,
    `UPDATE organization SET top_ups = jsonb_build_array(jsonb_build_object('creditType', 'music', 'bought', 0, 'month', '2020-01-01T00:00:00Z', 'currency', 'USD', 'dueAt', '2020-01-01T00:00:00Z'))`,
  ].map((sql) => ['an auto top-up counts the payments of its month, and the one that it waits for is under way', sql]),
  [
    'a refund allowance counts no more than what came back of tasks since the begin of its month',
    `UPDATE organization SET refund_allowances = jsonb_build_array(jsonb_build_object('creditType', 'music', 'monthlyMax', 9, 'refunded', 1, 'month', '2999-01-01T00:00:00Z'))`,
  ],
  ['a task that ended has no open hold', `UPDATE task SET status = 'FAILED', ended_at = now() WHERE status = 'QUEUED'`],
  [
    'a task under way has exactly one open hold for each credit type that it costs, of that price',
    `UPDATE task SET credits = credits + 1 WHERE status = 'QUEUED'`,
  ],
  [
    'a task under way has exactly one open hold for each credit type that it costs, of that price',
    `UPDATE task SET status = 'RUNNING', ended_at = NULL WHERE status = 'SUCCEEDED'`,
  ],
  [
    'a task under way has exactly one open hold for each credit type that it costs, of that price',
    `UPDATE task SET further_costs = jsonb_set(further_costs, '{0,credits}', '3') WHERE further_costs IS NOT NULL`,
  ],
  [
    'the holds that a task’s row names pay for it, each with credits of its type',
    `UPDATE task SET further_costs = jsonb_set(further_costs, '{0,creditType}', '"gold"') WHERE further_costs IS NOT NULL`,
  ],
  [
    'the holds that a task’s row names pay for it, each with credits of its type',
    `UPDATE task SET further_costs = jsonb_set(further_costs, '{0,holdId}', 'null') WHERE status = 'QUEUED'`,
  ],
  ...[
    `{"maxCredits":1}`,
    `{"maxCosts":[{"creditType":"music","credits":1}]}`,
    `{"quote":{"credits":1,"further":[]}}`,
  ].map((terms) => [
    'a task costs at most what its submitter has accepted, and what was quoted',
    `UPDATE task SET accepted = '${terms}' WHERE credits > 1`,
  ]),
  [
    'a task’s outcome is its hold’s: spent when it succeeded, given back otherwise',
    `UPDATE task SET status = 'FAILED' WHERE status = 'SUCCEEDED'`,
  ],
  [
    'at most as many tasks were submitted by a quote as it is for',
    `INSERT INTO quote_item SELECT organization_id, id, 0, id, 1, 1, 2, 10 FROM wallet LIMIT 1`,
  ],
  [
    'a threshold of credits knows that its balance has come down to it, and that it has recovered',
    `INSERT INTO balance_threshold
     SELECT organization_id, id, holder_id, credit_type, available, NULL, false, now(), NULL FROM wallet LIMIT 1`,
  ],
  [
    'credits that need a subscription can be used only while one is in force',
    `UPDATE credit_lot SET requires_subscription = true WHERE available > 0`,
  ],
  [
    'an organization has one subscription at a time, to a plan that is there',
    `INSERT INTO subscription SELECT id, id, id, 'ACTIVE', now(), 1, now(), now(), now(), false, NULL, '[]', now(), NULL, NULL, 'UTC', 0, now(), NULL, '[]', '[]', '[]', NULL, NULL, NULL, NULL
     FROM organization`,
  ],
  [
    'a cycle’s credits expire with it, or not while the subscription is paused',
    `WITH lots AS (UPDATE credit_lot SET kind = 'SUBSCRIPTION', requires_subscription = true, expires_at = now() + interval '1 day')
     INSERT INTO subscription SELECT id, id, id, 'ACTIVE', now(), 1, now(), now(), now(), false, NULL, '[]', now(), NULL, NULL,
       'UTC', 0, now(), NULL, '[]', '[]', '[]', NULL, NULL, NULL, NULL FROM organization`,
  ],
  [
    'a period that is not paid has a time until which it is to be paid, and credits that wait come with that payment',
    `INSERT INTO subscription SELECT id, id, id, 'ACTIVE', now(), 1, now(), now(), now(), false, NULL, '[]', now(), NULL, NULL,
       'UTC', 0, NULL, NULL, '[]', '[]', '[]', NULL, NULL, NULL, NULL FROM organization`,
  ],
  ['every row belongs to one that is there, in the same organization', `DELETE FROM organization`],
  [
    'every row belongs to one that is there, in the same organization',
    `UPDATE hold SET organization_id = ${stranger} WHERE status = 'RELEASED'`,
  ],
  ...[
    `UPDATE hold SET tags = NULL WHERE task_id IS NOT NULL`,
    `UPDATE task SET tags = '{red}'`,
    `UPDATE task_tag SET tag = 'blue' WHERE tag = 'red'`,
    `DELETE FROM task_tag`,
    `INSERT INTO task_tag SELECT organization_id, 'red', id FROM wallet`,
  ].map((sql) => ['a hold has the tags of its task, and a task is found by each of its tags and by no other', sql]),
  [
    'every row belongs to one that is there, in the same organization',
    `UPDATE journal_entry SET audit_entry_id = ${stranger} WHERE sequence = 2`,
  ],
  ...[
    `UPDATE journal_entry SET other_wallet_id = ${stranger} WHERE type = 'MOVE_OUT'`,
    `UPDATE journal_entry SET other_wallet_id = NULL WHERE type = 'MOVE_IN'`,
    `UPDATE journal_entry SET other_wallet_id = wallet_id WHERE type = 'GRANT'`,
  ].map((sql) => ['what has left a wallet for another has come in there', sql]),
  ['an idempotency key leads to what it made', `UPDATE idempotency_key SET result_id = ${stranger}`],
  ...[
    `UPDATE journal_entry SET created_at = created_at + interval '1 ms' WHERE sequence = 2`,
    `UPDATE journal_entry SET available = available + 1 WHERE sequence = 2`,
    `UPDATE journal_entry SET task_id = NULL WHERE task_id IS NOT NULL`,
    `UPDATE journal_entry SET hash = sha256('another') WHERE sequence = 1`,
    `DELETE FROM journal_entry WHERE sequence = 2`,
    `DELETE FROM journal_entry WHERE sequence = 1`,
    `DELETE FROM journal_entry WHERE sequence = (SELECT max(sequence) FROM journal_entry)`,
    `DELETE FROM journal_entry`,
    `UPDATE wallet SET head = sha256('another')`,
    `UPDATE wallet SET sequence = sequence + 1`,
  ].map((sql) => ['a journal is numbered without gaps, and each entry carries the hash of the one before', sql]),
  ...[
    `DELETE FROM feed_batch WHERE last = (SELECT last FROM feed_batch ORDER BY last OFFSET 3 LIMIT 1)`,
    `DELETE FROM feed_batch WHERE last = (SELECT max(last) FROM feed_batch)`,
    `UPDATE feed_batch SET at = at + interval '1 day' WHERE last = (SELECT min(last) FROM feed_batch)`,
    `UPDATE feed_batch SET batch = 1000000 WHERE last = (SELECT min(last) FROM feed_batch)`,
    `UPDATE feed_batch SET events = '{"actors": [], "events": []}'`,
    `UPDATE lane SET feed = feed + 1`,
  ].map((sql) => ['the feed is numbered without gaps, and each batch’s events follow the one before', sql]),
])('%s: %s', (invariant, sql) => expectFound(sound, sql as string, invariant as string))

test.each([
  ...[
    `UPDATE feed_sequence SET last = last + 1`,
    `UPDATE feed_batch SET batch = 1000000 WHERE last = (SELECT min(last) FROM feed_batch WHERE cell = 1)`,
  ].map((sql) => ['the feed is numbered without gaps, and each batch’s events follow the one before', sql]),
  ...[
    `DELETE FROM feed_pending`,
    `DELETE FROM feed_pending WHERE (cell, last) IN (SELECT cell, min(last) FROM feed_pending GROUP BY cell)`,
    `UPDATE feed_sequence SET taken[1] = taken[1] - 1`,
    `UPDATE feed_sequence SET taken[2] = taken[2] + 100`,
    `UPDATE feed_sequence SET taken = taken[1:1]`,
    `UPDATE feed_batch SET local = local + 1 WHERE last = (SELECT min(last) FROM feed_batch WHERE cell = 0)`,
    `UPDATE feed_batch SET cell = 0 WHERE last = (SELECT max(last) FROM feed_batch WHERE cell = 1)`,
  ].map((sql) => ['each cell’s events are in the feed, or wait for their numbers, once and in their order', sql]),
  ...[
    `DELETE FROM feed_pending WHERE (cell, last) IN (SELECT cell, max(last) FROM feed_pending GROUP BY cell)`,
    `UPDATE feed_pending SET first = first + 1 WHERE cell = 0`,
    `UPDATE feed_pending SET batch = 1`,
    `UPDATE feed_pending SET events = '{"actors": [], "events": []}'`,
    `UPDATE lane SET feed = feed + 1 WHERE cell = 1`,
  ].map((sql) => [
    'events that wait for their numbers in the feed follow each other, up to the last one of their lane',
    sql,
  ]),
])('with two cells: %s: %s', (invariant, sql) => expectFound(divided, sql as string, invariant as string))

/** `verify` names an invariant, once a statement has changed a copy of the database. */
async function expectFound(of: TestDatabase, sql: string, invariant: string): Promise<void> {
  const changed = await createTestDatabase(of.name)
  try {
    const { rowCount } = await run(changed.url, (client) => client.query(sql))
    expect(rowCount).toBeGreaterThan(0)
    const { violations } = await verify(changed.url)
    expect(violations.map((violation) => violation.invariant)).toContain(invariant)
  } finally {
    await changed.drop()
  }
}

test('the journal can’t be changed past Holdfast, not even by the owner of its table', async () => {
  const database = await createTestDatabase()
  await run(database.url, async (client) => {
    await client.query(`
      INSERT INTO journal_entry
        (organization_id, wallet_id, sequence, type, credits, available, locked, frozen, hash, created_at, recorded_at)
      VALUES (${stranger}, ${stranger}, 1, 'GRANT', 1, 1, 0, 0, '', now(), now())`)
    const { rows } = await client.query(`SELECT tableoid::regclass AS partition FROM journal_entry`)
    expect(rows).toHaveLength(1)
    for (const table of ['journal_entry', rows[0].partition, 'journal_entry_default']) {
      for (const sql of [`UPDATE ${table} SET credits = 2`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) {
        const change = client.query(sql)
        // There is no row in that one.
        if (table === 'journal_entry_default' && !sql.startsWith('TRUNCATE')) await change
        else await expect(change).rejects.toThrow('journal entries are immutable')
      }
    }
  })
  await database.drop()
})
