// verify on a database that somebody has changed: each way to break an invariant is found, and named.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { verify } from '../../src/engine/verify.ts'
import { createTestDatabase, run, type TestDatabase } from '../support/database.ts'
import { startTestHoldfast } from '../support/holdfast.ts'
import { Cancel, Complete, Freeze, Grant, Submit } from '../support/operations.ts'

/** A database with a little of everything; nobody is connected to it any more. */
let sound: TestDatabase

beforeAll(async () => {
  const holdfast = await startTestHoldfast()
  const { id, member } = await holdfast.organization({ credits: 100n })
  await holdfast.organization({ credits: 50n })
  const { operator } = holdfast
  const submit = async () => {
    const { submitTask } = await member.run(Submit, { input: { model: 'suno', operation: 'music' } })
    if (submitTask?.__typename !== 'SubmitTaskSuccess') throw new Error('refused')
    return submitTask.task.id
  }
  await operator.run(Complete, { input: { taskId: await submit(), credits: 7 } })
  await member.run(Cancel, { input: { taskId: await submit() } })
  await submit()
  await operator.run(Freeze, { input: { organizationId: id, credits: 5, idempotencyKey: 'a hold of its own' } })
  await operator.run(Grant, { input: { organizationId: id, credits: 3, kind: 'PROMO' } })
  sound = holdfast.database
  await holdfast.stop({ keepDatabase: true })
  // The walls that keep anybody from storing such things are taken down first: verify must not need them.
  await run(sound.url, async (client) => {
    const { rows } = await client.query(
      `SELECT conrelid::regclass AS "table", conname FROM pg_constraint WHERE contype = 'c'
       AND connamespace = 'public'::regnamespace`,
    )
    expect(rows).toHaveLength(5)
    for (const { table, conname } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${conname}`)
    await client.query(`ALTER TABLE journal_entry DISABLE TRIGGER USER`)
  })
})
afterAll(() => sound.drop())

const stranger = `'00000000-0000-7000-8000-000000000000'`

test.each([
  ['a wallet’s buckets add up to what was granted', `UPDATE wallet SET spent = spent + 1 WHERE spent > 0`],
  ['a wallet’s buckets add up to what was granted', `UPDATE wallet SET available = -1, spent = spent + available + 1`],
  ['a lot’s buckets add up to what was granted', `UPDATE credit_lot SET available = available + 1 WHERE spent > 0`],
  ['a lot is open while it has credits available, locked or frozen', `UPDATE credit_lot SET open = false`],
  ['all of a locked lot is locked, and nothing of another', `UPDATE credit_lot SET lock = 'MANUAL'`],
  [
    'all of a locked lot is locked, and nothing of another',
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
  ['a hold’s lines add up to it', `UPDATE hold_line SET credits = credits + 1`],
  ['a hold’s lines add up to it', `DELETE FROM hold_line`],
  ['an ended hold was spent or given back, whole', `UPDATE hold SET released = released + 1 WHERE status = 'SPENT'`],
  ['an ended hold was spent or given back, whole', `UPDATE hold SET ended_at = NULL WHERE status = 'RELEASED'`],
  ['the open holds of a wallet add up to its frozen bucket', `DELETE FROM hold WHERE status = 'OPEN'`],
  [
    'a lot’s frozen and spent credits are those of the lines that name it',
    `UPDATE hold_line SET lot_id = (SELECT id FROM credit_lot WHERE kind = 'PROMO')`,
  ],
  ['a task that ended has no open hold', `UPDATE task SET status = 'FAILED', ended_at = now() WHERE status = 'QUEUED'`],
  [
    'a task under way that has a price has exactly one open hold, of that price',
    `UPDATE task SET credits = credits + 1 WHERE status = 'QUEUED'`,
  ],
  [
    'a task under way that has a price has exactly one open hold, of that price',
    `UPDATE task SET status = 'RUNNING', ended_at = NULL WHERE status = 'SUCCEEDED'`,
  ],
  [
    'a task’s outcome is its hold’s: spent when it succeeded, given back otherwise',
    `UPDATE task SET status = 'FAILED' WHERE status = 'SUCCEEDED'`,
  ],
  ['every row belongs to one that is there, in the same organization', `DELETE FROM organization`],
  [
    'every row belongs to one that is there, in the same organization',
    `UPDATE hold SET organization_id = ${stranger} WHERE status = 'RELEASED'`,
  ],
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
])('%s: %s', async (invariant, sql) => {
  const changed = await createTestDatabase(sound.name)
  try {
    expect((await verify(changed.url)).violations).toEqual([])
    const { rowCount } = await run(changed.url, (client) => client.query(sql as string))
    expect(rowCount).toBeGreaterThan(0)
    const { violations } = await verify(changed.url)
    expect(violations.map((violation) => violation.invariant)).toContain(invariant)
  } finally {
    await changed.drop()
  }
})

test('the journal can’t be changed past Holdfast, not even by the owner of its table', async () => {
  const database = await createTestDatabase()
  await run(database.url, async (client) => {
    await client.query(`
      INSERT INTO journal_entry
        (organization_id, wallet_id, sequence, type, credits, available, locked, frozen, hash, created_at)
      VALUES (${stranger}, ${stranger}, 1, 'GRANT', 1, 1, 0, 0, '', now())`)
    for (const sql of ['UPDATE journal_entry SET credits = 2', 'DELETE FROM journal_entry', 'TRUNCATE journal_entry']) {
      await expect(client.query(sql)).rejects.toThrow('journal entries are immutable')
    }
  })
  await database.drop()
})
