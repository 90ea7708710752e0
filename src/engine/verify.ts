// Proves the ledger's invariants on a database: every sum, every link, every hash.
//
// It reads one snapshot, in one read-only transaction, so it can run while Holdfast is in use. Sums and links are
// checked by PostgreSQL; each statement below finds the rows that break one invariant, so an empty answer is a proof.
// The hash chain is computed again here, entry by entry, streamed.

import pg from 'pg'
import { type Cells, readCells } from '../database/cells.ts'
import { type Client, createClient, UNHURRIED } from '../database/connect.ts'
import { readWith, urlOf } from '../database/shards.ts'
import { BEGINNING, flawOf, type HashedEntry, MOVES } from '../ledger/journal.ts'
import { AMOUNTS, type Balance, BUCKETS, type Debts } from '../ledger/wallet.ts'
import { spentOfFirst, spentOfFurther } from './holdLines.ts'
import { PLATFORM_ID } from './idempotency.ts'
import { pendingRows } from './pendingRows.ts'
import { creditsOfLots, monthOf, REVENUE_SUMS } from './revenue.ts'
import { type ShardOfCell, viewsOf } from './session.ts'
import { parsedCosts } from './upstreamCost.ts'
import { COLUMNS, parsed } from './usage.ts'

/** A broken invariant, its row and the values that were found. */
export interface Violation {
  readonly invariant: string
  readonly organizationId: string
  readonly id: string
  readonly found: string
}

export interface Report {
  readonly counts: Readonly<Record<'wallets' | 'lots' | 'holds' | 'tasks' | 'entries', number>>
  readonly violations: readonly Violation[]
}

/** The most broken rows of one invariant that are reported. */
const VIOLATIONS_PER_CHECK_MAX = 20
const ENTRIES_PER_FETCH = 5_000
const ENTRIES_PER_PROGRESS = 1_000_000

/** The spent and frozen part of each line of a hold. */
const SETTLED_LINES = `
  SELECT organization_id, lot_id, spent, CASE WHEN status = 'OPEN' THEN credits - spent ELSE 0 END AS frozen
  FROM (
    SELECT h.organization_id, h.first_lot_id AS lot_id, h.first_credits AS credits, h.status, ${spentOfFirst('h.spent')} AS spent
    FROM hold h
    UNION ALL
    SELECT l.organization_id, l.lot_id, l.credits, h.status, ${spentOfFurther('h.spent')}
    FROM hold_line l JOIN hold h ON h.organization_id = l.organization_id AND h.id = l.hold_id
  ) AS line`

/** The share of a whole that belongs to what was settled of a payment `p` here, and not before it moved in. */
const settledHere = (whole: string) =>
  `(div(${whole} * p.settled, p.amount + p.tax) - div(${whole} * coalesce(p.moved_settled, 0), p.amount + p.tax))`

/** The costs of each task by its row, one for each credit type, and the hold that pays. */
const COSTS = `
  SELECT t.organization_id, t.id AS task_id, r.credit_type, t.credits, t.hold_id
  FROM task t JOIN price_rule r ON r.id = t.price_rule_id
  UNION ALL
  SELECT t.organization_id, t.id, cost ->> 'creditType', (cost ->> 'credits')::bigint, (cost ->> 'holdId')::uuid
  FROM task t CROSS JOIN jsonb_array_elements(t.further_costs) AS cost`

const unbalanced = `granted <> ${BUCKETS.join(' + ')} OR least(${BUCKETS.join(', ')}) < 0`

/** The credits that were refunded of each hold, by the journal: those that came back to their lots, and those of a new lot. */
const REFUNDED = `
  SELECT organization_id, hold_id, sum(credits) AS credits
  FROM journal_entry WHERE type IN ('REFUND', 'GRANT') AND hold_id IS NOT NULL GROUP BY organization_id, hold_id`

const USAGE_COLUMNS = Object.values(COLUMNS)

/** The columns that say what usage is of. Nulls are empty texts, so that rows can be joined by them. */
const USED_SUBJECT = 'organization_id, credit_type, model, operation, member_id, api_key_id, tags'

/** All usage: what is added up, and what batches have that is not. */
const USAGE = `
  SELECT organization_id, credit_type, coalesce(model, '') AS model, coalesce(operation, '') AS operation,
    coalesce(member_id::text, '') AS member_id, coalesce(api_key_id::text, '') AS api_key_id,
    coalesce(array_to_string(ARRAY(SELECT unnest(tags) COLLATE "C" ORDER BY 1), E'\\n'), '') AS tags, ${USAGE_COLUMNS.join(', ')}
  FROM (
    SELECT organization_id, credit_type, model, operation, member_id, api_key_id, tags, ${USAGE_COLUMNS.join(', ')} FROM usage_detail
    UNION ALL
    SELECT organization_id, credit_type, model, operation, member_id, api_key_id, tags, ${USAGE_COLUMNS.join(', ')} FROM usage_pending
  ) AS rows`

const ENDS = [
  ['succeeded', 'SUCCEEDED'],
  ['failed', 'FAILED'],
  ['canceled', 'CANCELED'],
  ['timed_out', 'TIMED_OUT'],
] as const

/** A balance in words. */
function shown(name: string, from: string): string {
  return `'${name}: ' || concat_ws(', ', ${AMOUNTS.map((amount) => `'${amount} ' || coalesce(${from}.${amount}, 0)`).join(', ')})`
}

function differ(one: string, other: string): string {
  return AMOUNTS.map((amount) => `${one}.${amount} <> coalesce(${other}.${amount}, 0)`).join(' OR ')
}

/** The time of each organization whose revenue is added up. */
const REVENUE_SLICE = `(SELECT organization_id, '-infinity'::timestamptz AS since, until FROM revenue_until)`

/** The time of the last batch: lots that expired since are not booked yet. */
const LAST_DECISION = `(SELECT max(updated_at) FROM public.lane)`

/** Per invariant, the statement that finds what breaks it: organization_id, id and a description of each. */
const CHECKS: Readonly<Record<string, string>> = {
  'a wallet’s buckets add up to what was granted': `
    SELECT organization_id, id::text, ${shown('wallet', 'wallet')} FROM wallet WHERE ${unbalanced}`,
  'a lot’s buckets add up to what was granted': `
    SELECT organization_id, id::text, ${shown('lot', 'credit_lot')} FROM credit_lot WHERE ${unbalanced}`,
  'a lot is open while it has credits available, locked or frozen': `
    SELECT organization_id, id::text,
      format('open %s, available %s, locked %s, frozen %s', open, available, locked, frozen)
    FROM credit_lot WHERE open <> (available > 0 OR locked > 0 OR frozen > 0)`,
  'all of a locked or disputed lot is locked, and nothing of another': `
    SELECT organization_id, id::text, format('lock %s, available %s, locked %s', lock, available, locked)
    FROM credit_lot
    WHERE CASE WHEN lock IS NULL AND dispute IS DISTINCT FROM 'OPEN' THEN locked > 0 ELSE available > 0 END`,
  'a wallet’s buckets are the sums of its lots’': `
    SELECT w.organization_id, w.id::text, ${shown('wallet', 'w')} || '; ' || ${shown('lots', 'l')}
    FROM wallet w LEFT JOIN (
      SELECT organization_id, wallet_id, ${AMOUNTS.map((amount) => `sum(${amount}) AS ${amount}`).join(', ')}
      FROM credit_lot GROUP BY organization_id, wallet_id
    ) AS l ON l.organization_id = w.organization_id AND l.wallet_id = w.id
    WHERE ${differ('w', 'l')}`,
  'a wallet’s buckets are the sums of its journal': `
    SELECT w.organization_id, w.id::text, ${shown('wallet', 'w')} || '; ' || ${shown('journal', 'j')}
    FROM wallet w LEFT JOIN (
      SELECT organization_id, wallet_id, ${AMOUNTS.map((amount) => `${journalSum(amount)} AS ${amount}`).join(', ')}
      FROM journal_entry GROUP BY organization_id, wallet_id
    ) AS j ON j.organization_id = w.organization_id AND j.wallet_id = w.id
    WHERE ${differ('w', 'j')}`,
  'what a wallet owes, and what was written off, are the sums of its journal': `
    SELECT w.organization_id, w.id::text, format('wallet: owed %s, written off %s; journal: owed %s, written off %s',
      w.owed, w.written_off, coalesce(j.owed, 0), coalesce(j.written_off, 0))
    FROM wallet w LEFT JOIN (
      SELECT organization_id, wallet_id, ${journalSum('owed')} AS owed, ${journalSum('writtenOff')} AS written_off
      FROM journal_entry GROUP BY organization_id, wallet_id
    ) AS j ON j.organization_id = w.organization_id AND j.wallet_id = w.id
    WHERE w.owed <> coalesce(j.owed, 0) OR w.written_off <> coalesce(j.written_off, 0)`,
  'no wallet owes credits while it has some that could pay them': `
    SELECT w.organization_id, w.id::text, format('owed %s, beside %s', w.owed, sum(l.available))
    FROM wallet w
    JOIN organization o ON o.id = w.organization_id
    JOIN credit_lot l ON l.organization_id = w.organization_id AND l.wallet_id = w.id AND l.open
    WHERE w.owed > 0 AND l.available > 0 AND l.models = '{}' AND l.operations = '{}'
      AND (l.expires_at IS NULL OR l.expires_at > coalesce(o.clock_at, ${LAST_DECISION}))
      AND (l.falls_back_at IS NULL OR l.falls_back_at > coalesce(o.clock_at, ${LAST_DECISION}))
    GROUP BY w.organization_id, w.id, w.owed`,
  'a grace ends once, as long after the expiry as its lot says': `
    SELECT organization_id, id::text, format('expired %s, %s seconds of grace until %s', grace_from, grace_seconds, expires_at)
    FROM credit_lot
    WHERE grace_from IS NOT NULL AND (expires_at IS NULL OR grace_seconds IS NULL
      OR expires_at > grace_from + grace_seconds * interval '1 second')`,
  'what earlier cycles brought is no more than the cap of the last renewal, held credits that came back included': `
    SELECT s.organization_id, s.id::text,
      format('%s: at most %s, of which %s are left for what comes back; there are %s', c."creditType", c.max, c."left", there.credits)
    FROM subscription s
    CROSS JOIN LATERAL jsonb_to_recordset(s.carry_limit -> 'limits') AS c ("creditType" text, max bigint, "left" bigint)
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(l.available + l.locked), 0) AS credits
      FROM wallet w
      JOIN credit_lot l ON l.organization_id = w.organization_id AND l.wallet_id = w.id AND l.open
      LEFT JOIN credit_lot o ON o.organization_id = l.organization_id AND o.id = l.origin_lot_id
      WHERE w.organization_id = s.organization_id AND w.credit_type = c."creditType"
        AND l.kind = 'SUBSCRIPTION' AND l.requires_subscription
        AND coalesce(o.created_at, l.created_at) < (s.carry_limit ->> 'at')::timestamptz
    ) AS there
    WHERE s.ended_at IS NULL AND (c."left" < 0 OR c."left" > c.max OR there.credits > c.max - c."left")`,
  'what a lot has moved is in the lots that were split off it': `
    SELECT l.organization_id, l.id::text, format('moved %s, split off %s', l.moved, coalesce(s.credits, 0))
    FROM credit_lot l LEFT JOIN (
      SELECT organization_id, origin_lot_id, sum(granted - moved) AS credits
      FROM credit_lot WHERE origin_lot_id IS NOT NULL GROUP BY organization_id, origin_lot_id
    ) AS s ON s.organization_id = l.organization_id AND s.origin_lot_id = l.id
    WHERE l.origin_lot_id IS NULL AND l.moved <> coalesce(s.credits, 0)`,
  'a lot was split off one of the same credit type, and is in the same dispute': `
    SELECT l.organization_id, l.id::text, format('%s credits, dispute %s; its origin %s: %s credits, dispute %s',
      w.credit_type, l.dispute, l.origin_lot_id, ow.credit_type, o.dispute)
    FROM credit_lot l
    JOIN wallet w ON w.organization_id = l.organization_id AND w.id = l.wallet_id
    LEFT JOIN credit_lot o ON o.organization_id = l.organization_id AND o.id = l.origin_lot_id
    LEFT JOIN wallet ow ON ow.organization_id = o.organization_id AND ow.id = o.wallet_id
    WHERE l.origin_lot_id IS NOT NULL AND (ow.credit_type IS DISTINCT FROM w.credit_type
      OR o.dispute IS DISTINCT FROM l.dispute OR o.origin_lot_id IS NOT NULL)`,
  'a hold’s lines add up to it': `
    SELECT h.organization_id, h.id::text,
      format('hold %s, first line %s, further ones %s', h.credits, h.first_credits, coalesce(l.credits, 0))
    FROM hold h LEFT JOIN (
      SELECT organization_id, hold_id, sum(credits) AS credits FROM hold_line GROUP BY organization_id, hold_id
    ) AS l ON l.organization_id = h.organization_id AND l.hold_id = h.id
    WHERE h.credits <> h.first_credits + coalesce(l.credits, 0) OR h.first_credits NOT BETWEEN 1 AND h.credits`,
  'an ended hold was spent or given back, whole': `
    SELECT organization_id, id::text, format('%s: credits %s, spent %s, released %s', status, credits, spent, released)
    FROM hold
    WHERE CASE WHEN status = 'OPEN' THEN spent >= credits OR released <> 0 ELSE spent + released <> credits END
      OR (status = 'OPEN') <> (ended_at IS NULL)`,
  'the open holds of a wallet add up to its frozen bucket': `
    SELECT w.organization_id, w.id::text, format('frozen %s, open holds %s', w.frozen, coalesce(h.credits, 0))
    FROM wallet w LEFT JOIN (
      SELECT organization_id, wallet_id, sum(credits - spent) AS credits FROM hold WHERE status = 'OPEN'
      GROUP BY organization_id, wallet_id
    ) AS h ON h.organization_id = w.organization_id AND h.wallet_id = w.id
    WHERE w.frozen <> coalesce(h.credits, 0)`,
  'a lot’s frozen and spent credits are those of the lines that name it, and what repaid debts, less what was charged back or refunded': `
    SELECT l.organization_id, l.id::text, format('frozen %s, spent %s; lines: frozen %s, spent %s; repaid less charged back and refunded: %s',
      l.frozen, l.spent, coalesce(s.frozen, 0), coalesce(s.spent, 0), coalesce(j.credits, 0))
    FROM credit_lot l LEFT JOIN (
      SELECT organization_id, lot_id, sum(frozen) AS frozen, sum(spent) AS spent
      FROM (${SETTLED_LINES}) AS lines GROUP BY organization_id, lot_id
    ) AS s ON s.organization_id = l.organization_id AND s.lot_id = l.id
    LEFT JOIN (
      SELECT organization_id, lot_id, sum(CASE type WHEN 'REPAY' THEN credits ELSE -credits END) AS credits
      FROM journal_entry WHERE type IN ('REPAY', 'CHARGE_BACK', 'REFUND') GROUP BY organization_id, lot_id
    ) AS j ON j.organization_id = l.organization_id AND j.lot_id = l.id
    WHERE l.frozen <> coalesce(s.frozen, 0) OR l.spent <> coalesce(s.spent, 0) + coalesce(j.credits, 0)`,
  'a task that ended has no open hold': `
    SELECT t.organization_id, t.id::text, format('%s with hold %s open', t.status, h.id)
    FROM hold h JOIN task t ON t.organization_id = h.organization_id AND t.id = h.task_id
    WHERE h.status = 'OPEN' AND t.status NOT IN ('QUEUED', 'RUNNING')`,
  'a task under way has exactly one open hold for each credit type that it costs, of that price': `
    SELECT coalesce(c.organization_id, h.organization_id), coalesce(c.task_id, h.task_id)::text,
      format('price %s %s, open hold %s of %s %s', c.credits, c.credit_type, h.id, h.credits, h.credit_type)
    FROM (
      SELECT c.* FROM (${COSTS}) AS c
      JOIN task t ON t.organization_id = c.organization_id AND t.id = c.task_id AND t.status IN ('QUEUED', 'RUNNING')
      WHERE c.credits > 0
    ) AS c
    FULL JOIN (
      SELECT h.organization_id, h.task_id, h.id, h.credits, w.credit_type
      FROM hold h JOIN wallet w ON w.organization_id = h.organization_id AND w.id = h.wallet_id
      WHERE h.status = 'OPEN' AND h.task_id IS NOT NULL
    ) AS h ON h.organization_id = c.organization_id AND h.task_id = c.task_id AND h.id = c.hold_id
    WHERE c.credits IS DISTINCT FROM h.credits OR c.credit_type IS DISTINCT FROM h.credit_type`,
  'the holds that a task’s row names pay for it, each with credits of its type': `
    SELECT c.organization_id, c.task_id::text, format('%s credits: hold %s, of task %s with %s credits', c.credit_type, c.hold_id, h.task_id, w.credit_type)
    FROM (${COSTS}) AS c
    LEFT JOIN hold h ON h.organization_id = c.organization_id AND h.id = c.hold_id
    LEFT JOIN wallet w ON w.organization_id = h.organization_id AND w.id = h.wallet_id
    WHERE (c.credits > 0) <> (c.hold_id IS NOT NULL)
      OR c.hold_id IS NOT NULL AND (h.task_id IS DISTINCT FROM c.task_id OR w.credit_type IS DISTINCT FROM c.credit_type)`,
  'a task costs at most what its submitter has accepted, and what was quoted': `
    SELECT c.organization_id, c.task_id::text, format('%s %s, accepted %s', c.credits, c.credit_type, limits.most)
    FROM (${COSTS}) AS c
    JOIN task t ON t.organization_id = c.organization_id AND t.id = c.task_id AND t.accepted IS NOT NULL
    JOIN price_rule r ON r.id = t.price_rule_id
    CROSS JOIN LATERAL (
      SELECT min(credits) AS most FROM (
        SELECT (accepted.value #>> '{}')::bigint
        FROM (VALUES (t.accepted -> 'maxCredits'), (t.accepted #> '{quote,credits}')) AS accepted (value)
        WHERE c.credit_type = r.credit_type
        UNION ALL
        SELECT (cost ->> 'credits')::bigint
        FROM (VALUES (t.accepted -> 'maxCosts'), (t.accepted #> '{quote,further}')) AS accepted (costs)
        CROSS JOIN LATERAL jsonb_array_elements(coalesce(costs, '[]')) AS cost
        WHERE cost ->> 'creditType' = c.credit_type
      ) AS each (credits)
    ) AS limits
    WHERE c.credits > limits.most`,
  'a task’s outcome is its hold’s: spent when it succeeded, given back otherwise': `
    SELECT t.organization_id, t.id::text, format('%s with hold %s, spent %s, late %s', t.status, h.status, h.spent, h.late)
    FROM task t
    JOIN (${COSTS}) AS c ON c.organization_id = t.organization_id AND c.task_id = t.id
    JOIN hold h ON h.organization_id = t.organization_id AND h.id = c.hold_id
    WHERE t.status IN ('FAILED', 'CANCELED', 'TIMED_OUT') AND h.spent <> 0
      OR t.status = 'TIMED_OUT' AND (h.status <> 'TIMED_OUT' OR h.late IS NOT NULL)
      OR t.status = 'SUCCEEDED' AND h.status = 'TIMED_OUT' AND h.late IS NULL
      OR (t.ended_at IS NULL) <> (t.status IN ('QUEUED', 'RUNNING'))`,
  'what counts against a budget is the sum of the holds that name it, and of what is owed for them, and what it took over': `
    SELECT u.organization_id, u.id::text, format('frozen %s, spent %s, taken over %s; holds: frozen %s, spent or owed and not refunded %s',
      u.frozen, u.spent, u.taken_over, coalesce(h.frozen, 0), coalesce(h.spent, 0))
    FROM budget_usage u LEFT JOIN (
      SELECT organization_id, unnest(usages) AS usage_id, sum(spent + owed - refunded) AS spent,
        sum(CASE WHEN status = 'OPEN' THEN credits - spent ELSE 0 END) AS frozen
      FROM hold WHERE usages <> '{}' GROUP BY organization_id, usage_id
    ) AS h ON h.organization_id = u.organization_id AND h.usage_id = u.id
    WHERE u.frozen <> coalesce(h.frozen, 0) OR u.spent <> u.taken_over + coalesce(h.spent, 0)`,
  'what was metered of an open hold costs no more than it has frozen, and it has frozen no more than its maximum': `
    SELECT organization_id, id::text, format('frozen %s, metered %s, at most %s', credits, meter -> 'due', meter -> 'max')
    FROM hold
    WHERE meter IS NOT NULL AND (credits > (meter -> 'max')::bigint
      OR status = 'OPEN' AND (meter -> 'due')::bigint > credits)`,
  'a metered hold without a task ended with what was metered spent': `
    SELECT organization_id, id::text, format('%s: metered %s, spent %s', status, meter -> 'due', spent)
    FROM hold
    WHERE meter IS NOT NULL AND task_id IS NULL AND status <> 'OPEN' AND spent <> (meter -> 'due')::bigint`,
  'what a run has frozen and used is the sum of its holds and of those of its parts, within its cap': `
    SELECT r.organization_id, r.id::text, format('cap %s, frozen %s, used %s; holds: frozen %s, used %s',
      r.credits, r.frozen, r.used, coalesce(h.frozen, 0), coalesce(h.used, 0))
    FROM run r LEFT JOIN (
      SELECT h.organization_id, part.run_id, sum(h.spent + h.owed - h.refunded) AS used,
        sum(CASE WHEN h.status = 'OPEN' THEN h.credits - h.spent ELSE 0 END) AS frozen
      FROM hold h
      JOIN run i ON i.organization_id = h.organization_id AND i.id = h.run_id
      CROSS JOIN LATERAL unnest(i.path) AS part (run_id)
      GROUP BY h.organization_id, part.run_id
    ) AS h ON h.organization_id = r.organization_id AND h.run_id = r.id
    WHERE r.frozen <> coalesce(h.frozen, 0) OR r.used <> coalesce(h.used, 0) OR r.frozen + r.used > r.credits`,
  'a run is a part of its parent and of what that is a part of, and of the same credit type; each hold is of that type': `
    SELECT r.organization_id, r.id::text, format('parent %s, path %s', r.parent_id, r.path)
    FROM run r LEFT JOIN run p ON p.organization_id = r.organization_id AND p.id = r.parent_id
    WHERE r.path <> r.id || coalesce(p.path, '{}') OR p.credit_type <> r.credit_type
    UNION ALL
    SELECT h.organization_id, h.id::text, format('%s credits in run %s of %s credits', w.credit_type, h.run_id, r.credit_type)
    FROM hold h
    JOIN wallet w ON w.organization_id = h.organization_id AND w.id = h.wallet_id
    LEFT JOIN run r ON r.organization_id = h.organization_id AND r.id = h.run_id
    WHERE h.run_id IS NOT NULL AND r.credit_type IS DISTINCT FROM w.credit_type`,
  'what is owed for a hold is what the journal says': `
    SELECT h.organization_id, h.id::text, format('owed %s; journal: %s', h.owed, coalesce(j.owed, 0))
    FROM hold h LEFT JOIN (
      SELECT organization_id, hold_id, sum(credits) AS owed
      FROM journal_entry WHERE type = 'OWE' AND hold_id IS NOT NULL AND lot_id IS NULL GROUP BY organization_id, hold_id
    ) AS j ON j.organization_id = h.organization_id AND j.hold_id = h.id
    WHERE h.owed <> coalesce(j.owed, 0)`,
  'what was refunded of a hold is what the journal says, and no more than it had used': `
    SELECT h.organization_id, h.id::text, format('spent %s, owed %s, refunded %s; journal: %s',
      h.spent, h.owed, h.refunded, coalesce(j.credits, 0))
    FROM hold h LEFT JOIN (${REFUNDED}) AS j ON j.organization_id = h.organization_id AND j.hold_id = h.id
    WHERE h.refunded <> coalesce(j.credits, 0) OR h.refunded > h.spent + h.owed OR (h.refunded > 0 AND h.ended_at IS NULL)`,
  'a budget is raised by what requests have given and has not fallen back': `
    SELECT b.organization_id, b.id::text, format('raised by %s, requests gave %s', raised.credits, coalesce(r.credits, 0))
    FROM budget b
    CROSS JOIN LATERAL (
      SELECT coalesce(sum((raise ->> 'credits')::bigint), 0) AS credits FROM jsonb_array_elements(b.raises) AS raise
    ) AS raised
    LEFT JOIN (
      SELECT organization_id, budget_id, sum(granted) AS credits FROM credit_request
      WHERE form = 'BUDGET_RAISE' AND fell_back_at IS NULL GROUP BY organization_id, budget_id
    ) AS r ON r.organization_id = b.organization_id AND r.budget_id = b.id
    WHERE b.ended_at IS NULL AND raised.credits <> coalesce(r.credits, 0)`,
  'what was given for a time falls back once, and no more than was given goes back': `
    SELECT organization_id, id::text, format('given %s until %s, %s went back at %s', granted, until, took_back, fell_back_at)
    FROM credit_request
    WHERE took_back > granted OR (fell_back_at IS NOT NULL AND (until IS NULL OR fell_back_at < until))
      OR (took_back IS NOT NULL) <> (fell_back_at IS NOT NULL AND form = 'ALLOCATION')`,
  'what an allocation for a time gave is in lots of its own, in the member’s wallet, and what fell back has left them': `
    SELECT coalesce(r.organization_id, l.organization_id), coalesce(r.id, l.request_id)::text,
      format('given %s until %s, %s went back; lots: given %s until %s, %s moved on', r.granted, r.until, r.took_back,
        l.granted, l.until, l.moved)
    FROM (SELECT * FROM credit_request WHERE form = 'ALLOCATION' AND until IS NOT NULL) AS r
    FULL JOIN (
      SELECT l.organization_id, l.request_id, sum(l.granted) AS granted, sum(l.moved) AS moved, max(l.falls_back_at) AS until,
        count(DISTINCT (l.wallet_id, l.falls_back_at)) AS places, min(w.holder_id::text) AS holder, min(w.credit_type) AS credit_type
      FROM credit_lot l JOIN wallet w ON w.organization_id = l.organization_id AND w.id = l.wallet_id
      WHERE l.request_id IS NOT NULL GROUP BY l.organization_id, l.request_id
    ) AS l ON l.organization_id = r.organization_id AND l.request_id = r.id
    WHERE (l.granted = coalesce(r.moved_in, r.granted) AND l.until = r.until AND l.places = 1 AND l.holder = r.member_id::text
      AND l.credit_type = r.credit_type AND (r.moved_in IS NOT NULL OR l.moved >= coalesce(r.took_back, 0))
      OR r.moved_in = 0 AND l.request_id IS NULL) IS NOT TRUE`,
  // Debts that arose after the budget's first period count against none of its usages, nor do refunds.
  'what a budget took over is what holds had spent in its first period that had ended when it was made': `
    SELECT u.organization_id, u.id::text, format('taken over %s; holds: spent and not refunded before %s, owed %s',
      u.taken_over, coalesce(s.spent, 0), coalesce(s.owed, 0))
    FROM budget_usage u JOIN budget b ON b.organization_id = u.organization_id AND b.id = u.budget_id
    LEFT JOIN LATERAL (
      SELECT sum(h.spent - CASE WHEN h.refunded = 0 THEN 0 ELSE (
        SELECT coalesce(sum(j.credits), 0) FROM journal_entry j
        WHERE j.organization_id = h.organization_id AND j.wallet_id = h.wallet_id AND j.hold_id = h.id
          AND j.type IN ('REFUND', 'GRANT') AND j.created_at <= b.created_at
      ) END) AS spent, sum(h.owed) AS owed
      FROM hold h JOIN wallet w ON w.organization_id = h.organization_id AND w.id = h.wallet_id
      WHERE h.organization_id = u.organization_id AND (h.spent > 0 OR h.owed > 0)
        AND h.ended_at >= u.period_start AND h.ended_at <= b.created_at AND NOT u.id = ANY (h.usages)
        AND coalesce(h.counts_at, h.created_at) >= u.period_start AND w.credit_type = b.credit_type
        AND (b.member_id IS NULL OR h.member_id = b.member_id) AND (b.api_key_id IS NULL OR h.api_key_id = b.api_key_id)
        AND (b.model IS NULL OR h.model = b.model) AND (b.operation IS NULL OR h.operation = b.operation)
        AND (b.tag IS NULL OR b.tag = ANY (h.tags))
    ) AS s ON true
    WHERE u.taken_over > 0 AND (b.ended_at IS NULL OR b.ended_at > b.created_at)
      AND u.taken_over NOT BETWEEN coalesce(s.spent, 0) AND coalesce(s.spent + s.owed, 0)`,
  'a threshold of credits knows that its balance has come down to it, and that it has recovered': `
    SELECT b.organization_id, b.id::text, format('threshold %s, available %s, below: %s', b.credits, w.available, b.is_below)
    FROM balance_threshold b
    LEFT JOIN wallet w ON w.organization_id = b.organization_id AND w.holder_id = b.holder_id
      AND w.credit_type = b.credit_type
    WHERE b.ended_at IS NULL AND b.credits IS NOT NULL AND CASE WHEN b.is_below
      THEN b.credits > 0 AND coalesce(w.available, 0) >= 2 * b.credits
      ELSE coalesce(w.available, 0) <= b.credits END`,
  'credits that need a subscription can be used only while one is in force': `
    SELECT l.organization_id, l.id::text, format('%s lot: available %s, locked %s', l.kind, l.available, l.locked)
    FROM credit_lot l
    WHERE l.requires_subscription AND l.grace_seconds = 0
      AND (l.available > 0 OR l.kind = 'SUBSCRIPTION' AND l.locked > 0 AND l.lock IS DISTINCT FROM 'SUBSCRIPTION')
      AND NOT EXISTS (
        SELECT FROM subscription s
        WHERE s.organization_id = l.organization_id AND (s.status IN ('ACTIVE', 'PAST_DUE', 'TRIALING')
          OR s.status = 'PAUSED' AND l.available = 0)
      )`,
  'a cycle’s credits expire with it, or not while the subscription is paused': `
    SELECT l.organization_id, l.id::text, format('expires %s, cycle end %s, %s', l.expires_at, s.cycle_end, s.status)
    FROM subscription s
    JOIN credit_lot l ON l.organization_id = s.organization_id AND l.open AND l.kind = 'SUBSCRIPTION'
      AND l.requires_subscription AND l.grace_from IS NULL
    WHERE s.ended_at IS NULL AND s.status IN ('ACTIVE', 'PAST_DUE', 'TRIALING') AND l.expires_at > s.cycle_end`,
  'a period that is not paid has a time until which it is to be paid, and credits that wait come with that payment': `
    SELECT organization_id, id::text, format('%s, paid until %s, period to %s, due %s', status, paid_until, period_end, payment_due_at)
    FROM subscription
    WHERE status = 'ACTIVE' AND payment_due_at IS NULL AND (paid_until IS NULL OR paid_until < period_end)
      OR status IN ('ACTIVE', 'LAPSED', 'CANCELED') AND awaited <> '[]'`,
  'an organization has one subscription at a time, to a plan that is there': `
    SELECT organization_id, min(id::text), format('%s at a time', count(*))
    FROM subscription WHERE ended_at IS NULL GROUP BY organization_id HAVING count(*) > 1
    UNION ALL
    SELECT organization_id, id::text, format('plan %s is nowhere', plan_id) FROM subscription s
      WHERE NOT EXISTS (SELECT FROM plan p WHERE p.id = s.plan_id)`,
  'every row belongs to one that is there, in the same organization': `
    SELECT organization_id, id::text, 'lot without its wallet' FROM credit_lot l
      WHERE NOT EXISTS (SELECT FROM wallet w WHERE w.organization_id = l.organization_id AND w.id = l.wallet_id)
    UNION ALL
    SELECT organization_id, id::text, 'hold without its wallet' FROM hold h
      WHERE NOT EXISTS (SELECT FROM wallet w WHERE w.organization_id = h.organization_id AND w.id = h.wallet_id)
    UNION ALL
    SELECT organization_id, id::text, 'hold without its task' FROM hold h WHERE task_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM task t WHERE t.organization_id = h.organization_id AND t.id = h.task_id)
    UNION ALL
    SELECT organization_id, id::text, 'task without its hold' FROM task t WHERE hold_id IS NOT NULL
      AND NOT EXISTS (SELECT FROM hold h WHERE h.organization_id = t.organization_id AND h.id = t.hold_id)
    UNION ALL
    SELECT h.organization_id, h.id::text, 'first line whose lot is not in its hold’s wallet' FROM hold h
      LEFT JOIN credit_lot c ON c.organization_id = h.organization_id AND c.id = h.first_lot_id
      WHERE h.wallet_id IS DISTINCT FROM c.wallet_id
    UNION ALL
    SELECT l.organization_id, l.hold_id::text, 'line whose lot is not in its hold’s wallet' FROM hold_line l
      LEFT JOIN hold h ON h.organization_id = l.organization_id AND h.id = l.hold_id
      LEFT JOIN credit_lot c ON c.organization_id = l.organization_id AND c.id = l.lot_id
      WHERE h.wallet_id IS DISTINCT FROM c.wallet_id OR h.id IS NULL
    UNION ALL
    SELECT organization_id, wallet_id::text, 'journal without its wallet' FROM journal_entry j WHERE sequence = 1
      AND NOT EXISTS (SELECT FROM wallet w WHERE w.organization_id = j.organization_id AND w.id = j.wallet_id)
    UNION ALL
    SELECT organization_id, wallet_id::text, format('entry #%s without its act', sequence) FROM journal_entry j
      WHERE audit_entry_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM audit_entry a WHERE a.organization_id = j.organization_id AND a.id = j.audit_entry_id
      )
    UNION ALL
    SELECT organization_id, id::text, 'request for credits without its member' FROM credit_request c
      WHERE NOT EXISTS (SELECT FROM member m WHERE m.organization_id = c.organization_id AND m.id = c.member_id)
    UNION ALL
    SELECT organization_id, id::text, 'budget usage without its budget' FROM budget_usage u
      WHERE NOT EXISTS (SELECT FROM budget b WHERE b.organization_id = u.organization_id AND b.id = u.budget_id)
    UNION ALL
    SELECT organization_id, id::text, 'wallet without its member' FROM wallet w WHERE holder_id <> organization_id
      AND NOT EXISTS (SELECT FROM member m WHERE m.organization_id = w.organization_id AND m.id = w.holder_id)
    UNION ALL
    SELECT id, id::text, 'wallet without its organization' FROM wallet w
      WHERE NOT EXISTS (SELECT FROM organization o WHERE o.id = w.organization_id)`,
  'what has left a wallet for another has come in there': `
    SELECT organization_id, sender::text, format(
      '%s credits and a debt of %s have left for wallet %s, %s and %s have come in', left_for, owed_out, receiver, came_in, owed_in
    )
    FROM (
      SELECT organization_id,
        CASE WHEN type IN ('MOVE_OUT', 'DEBT_OUT') THEN wallet_id ELSE other_wallet_id END AS sender,
        CASE WHEN type IN ('MOVE_OUT', 'DEBT_OUT') THEN other_wallet_id ELSE wallet_id END AS receiver,
        coalesce(sum(credits) FILTER (WHERE type = 'MOVE_OUT'), 0) AS left_for,
        coalesce(sum(credits) FILTER (WHERE type IN ('MOVE_IN', 'MOVE_BACK')), 0) AS came_in,
        coalesce(sum(credits) FILTER (WHERE type = 'DEBT_OUT'), 0) AS owed_out,
        coalesce(sum(credits) FILTER (WHERE type = 'DEBT_IN'), 0) AS owed_in
      FROM journal_entry WHERE other_wallet_id IS NOT NULL GROUP BY 1, 2, 3
    ) AS between_wallets
    WHERE left_for <> came_in OR owed_out <> owed_in
    UNION ALL
    SELECT organization_id, wallet_id::text, format('entry #%s of %s names wallet %s', sequence, type, other_wallet_id)
    FROM journal_entry WHERE other_wallet_id IS NOT NULL
      AND type NOT IN ('MOVE_OUT', 'MOVE_IN', 'MOVE_BACK', 'DEBT_OUT', 'DEBT_IN')`,
  'a label belongs to something that is there, and an external id is unique': `
    SELECT organization_id, subject_id::text, format('the %s of a label is nowhere', lower(kind::text)) FROM label l
    WHERE NOT CASE kind
      WHEN 'ORGANIZATION' THEN EXISTS (SELECT FROM organization x WHERE x.id = l.organization_id AND x.id = l.subject_id)
      WHEN 'MEMBER' THEN EXISTS (SELECT FROM member x WHERE x.organization_id = l.organization_id AND x.id = l.subject_id)
      WHEN 'LOT' THEN EXISTS (SELECT FROM credit_lot x WHERE x.organization_id = l.organization_id AND x.id = l.subject_id)
      WHEN 'HOLD' THEN EXISTS (SELECT FROM hold x WHERE x.organization_id = l.organization_id AND x.id = l.subject_id)
      WHEN 'TASK' THEN EXISTS (SELECT FROM task x WHERE x.organization_id = l.organization_id AND x.id = l.subject_id)
      WHEN 'API_KEY' THEN EXISTS (SELECT FROM api_key x WHERE x.organization_id = l.organization_id AND x.id = l.subject_id)
      WHEN 'SUBSCRIPTION' THEN EXISTS (SELECT FROM subscription x WHERE x.organization_id = l.organization_id AND x.id = l.subject_id)
    END
    UNION ALL
    SELECT (min(organization_id::text))::uuid, min(subject_id::text), format('%s of them have the external id %s', count(*), external_id)
    FROM label WHERE external_id IS NOT NULL
    GROUP BY CASE kind WHEN 'ORGANIZATION' THEN NULL ELSE organization_id END, kind, external_id HAVING count(*) > 1`,
  'a hold has the tags of its task, and a task is found by each of its tags and by no other': `
    SELECT h.organization_id, h.id::text, format('hold with tags %s, its task with %s', h.tags, t.tags)
    FROM hold h JOIN task t ON t.organization_id = h.organization_id AND t.id = h.task_id
    WHERE h.tags IS DISTINCT FROM t.tags
    UNION ALL
    SELECT coalesce(t.organization_id, g.organization_id), coalesce(t.id, g.task_id)::text,
      format('tag %s of the task, %s to find it by', t.tag, g.tag)
    FROM (SELECT organization_id, id, unnest(tags) AS tag FROM task WHERE tags IS NOT NULL) AS t
    FULL JOIN task_tag g ON g.organization_id = t.organization_id AND g.task_id = t.id AND g.tag = t.tag
    WHERE t.tag IS NULL OR g.tag IS NULL`,
  'as many tasks are counted as are kept': `
    SELECT o.id, o.id::text, format('%s are kept, %s counted', coalesce(t.tasks, 0), coalesce(k.tasks, 0))
    FROM organization o
    LEFT JOIN (
      SELECT organization_id, count(*) AS tasks FROM task WHERE forgotten_at IS NULL GROUP BY organization_id
    ) AS t ON t.organization_id = o.id
    LEFT JOIN kept k ON k.organization_id = o.id
    WHERE coalesce(t.tasks, 0) <> coalesce(k.tasks, 0)`,
  // Added up by hold first: PostgreSQL, which knows no statistics of new tables, would look through the journal for each hold.
  'usage is what the journal says was used, by whom and for what': `
    WITH used_by_hold AS MATERIALIZED (
      SELECT organization_id, hold_id,
        sum(CASE WHEN type = 'SPEND' THEN credits ELSE 0 END) AS spent,
        sum(CASE WHEN type = 'OWE' THEN credits ELSE 0 END) AS owed,
        sum(CASE WHEN type = 'WRITE_OFF' THEN credits ELSE 0 END) AS written_off,
        sum(CASE WHEN type IN ('REFUND', 'GRANT') THEN credits ELSE 0 END) AS refunded
      FROM journal_entry
      WHERE hold_id IS NOT NULL AND (type IN ('SPEND', 'REFUND', 'GRANT') OR (type IN ('OWE', 'WRITE_OFF') AND lot_id IS NULL))
      GROUP BY organization_id, hold_id
    )
    SELECT organization_id, credit_type, format('usage of %s: spent %s, owed %s, written off %s, refunded %s; journal: %s, %s, %s, %s',
      concat_ws(' ', model, operation, member_id, api_key_id),
      coalesce(u.spent, 0), coalesce(u.owed, 0), coalesce(u.written_off, 0), coalesce(u.refunded, 0),
      coalesce(j.spent, 0), coalesce(j.owed, 0), coalesce(j.written_off, 0), coalesce(j.refunded, 0))
    FROM (
      SELECT ${USED_SUBJECT}, sum(spent) AS spent, sum(owed) AS owed, sum(written_off) AS written_off,
        sum(refunded) AS refunded
      FROM (${USAGE}) AS usage GROUP BY ${USED_SUBJECT}
      HAVING sum(spent + owed + written_off + refunded) <> 0
    ) AS u
    FULL JOIN (
      SELECT h.organization_id, w.credit_type, coalesce(h.model, '') AS model, coalesce(h.operation, '') AS operation,
        coalesce(h.member_id::text, '') AS member_id, coalesce(h.api_key_id::text, '') AS api_key_id,
        coalesce(array_to_string(ARRAY(SELECT unnest(h.tags) COLLATE "C" ORDER BY 1), E'\\n'), '') AS tags,
        sum(j.spent) AS spent, sum(j.owed) AS owed, sum(j.written_off) AS written_off, sum(j.refunded) AS refunded
      FROM used_by_hold j
      JOIN hold h ON h.organization_id = j.organization_id AND h.id = j.hold_id
      JOIN wallet w ON w.organization_id = h.organization_id AND w.id = h.wallet_id
      GROUP BY 1, 2, 3, 4, 5, 6, 7
    ) AS j USING (${USED_SUBJECT})
    WHERE (u.spent, u.owed, u.written_off, u.refunded) IS DISTINCT FROM (j.spent, j.owed, j.written_off, j.refunded)`,
  // An organization whose hours have always begun at the same minute has whole hours in each of these months.
  'usage of each month is what the journal says of that month, so statements add up': `
    WITH hours AS MATERIALIZED (
      SELECT organization_id, credit_type, hour, spent, owed, written_off, refunded FROM usage_detail
      UNION ALL
      SELECT organization_id, credit_type, hour, spent, owed, written_off, refunded FROM usage_pending
    ), phase AS MATERIALIZED (
      SELECT organization_id, min(hour - date_trunc('hour', hour, 'UTC')) AS minutes
      FROM hours GROUP BY 1 HAVING count(DISTINCT hour - date_trunc('hour', hour, 'UTC')) = 1
    )
    SELECT organization_id, credit_type, format('%s: usage: spent %s, refunded %s; journal: %s, %s', month,
      coalesce(u.spent, 0), coalesce(u.refunded, 0), coalesce(j.spent, 0), coalesce(j.refunded, 0))
    FROM (
      SELECT organization_id, credit_type, date_trunc('month', hour - minutes, 'UTC') AS month, sum(spent) AS spent,
        sum(owed + written_off) AS late, sum(refunded) AS refunded
      FROM hours JOIN phase USING (organization_id)
      GROUP BY 1, 2, 3 HAVING sum(spent + owed + written_off + refunded) <> 0
    ) AS u
    FULL JOIN (
      SELECT j.organization_id, w.credit_type, date_trunc('month', j.created_at - minutes, 'UTC') AS month,
        coalesce(sum(credits) FILTER (WHERE type = 'SPEND'), 0) AS spent,
        coalesce(sum(credits) FILTER (WHERE type IN ('OWE', 'WRITE_OFF')), 0) AS late,
        coalesce(sum(credits) FILTER (WHERE type IN ('REFUND', 'GRANT')), 0) AS refunded
      FROM journal_entry j
      JOIN wallet w ON w.organization_id = j.organization_id AND w.id = j.wallet_id
      JOIN phase ON phase.organization_id = j.organization_id
      WHERE j.hold_id IS NOT NULL AND (type IN ('SPEND', 'REFUND', 'GRANT') OR (type IN ('OWE', 'WRITE_OFF') AND lot_id IS NULL))
      GROUP BY 1, 2, 3
    ) AS j USING (organization_id, credit_type, month)
    WHERE (u.spent, u.late, u.refunded) IS DISTINCT FROM (j.spent, j.late, j.refunded)`,
  'usage counts each task that has ended, once': `
    SELECT organization_id, model, format('usage of %s: %s succeeded, %s failed, %s canceled, %s timed out; tasks: %s, %s, %s, %s', operation,
      u.succeeded, u.failed, u.canceled, u.timed_out, t.succeeded, t.failed, t.canceled, t.timed_out)
    FROM (
      SELECT organization_id, model, operation, sum(succeeded) AS succeeded, sum(failed) AS failed,
        sum(canceled) AS canceled, sum(timed_out) AS timed_out
      FROM (${USAGE}) AS usage GROUP BY organization_id, model, operation
      HAVING sum(succeeded + failed + canceled + timed_out) <> 0
    ) AS u
    FULL JOIN (
      SELECT organization_id, model, operation, ${ENDS.map(([column, status]) => `count(*) FILTER (WHERE status = '${status}') AS ${column}`).join(', ')}
      FROM task WHERE ended_at IS NOT NULL GROUP BY organization_id, model, operation
    ) AS t USING (organization_id, model, operation)
    WHERE (u.succeeded, u.failed, u.canceled, u.timed_out) IS DISTINCT FROM (t.succeeded, t.failed, t.canceled, t.timed_out)`,
  'what tasks have cost upstream is added up by month as their rows say': `
    SELECT organization_id, model, format('costs of %s in %s: kept %s %s, tasks %s', operation, month, kept.cost, currency, tasks.cost)
    FROM (
      SELECT organization_id, coalesce(model, '') AS model, coalesce(operation, '') AS operation, currency, month, sum(cost) AS cost
      FROM (
        SELECT organization_id, model, operation, currency, month, cost FROM usage_cost
        UNION ALL
        SELECT organization_id, model, operation, currency, month, cost FROM cost_pending
      ) AS rows
      GROUP BY 1, 2, 3, 4, 5 HAVING sum(cost) <> 0
    ) AS kept
    FULL JOIN (
      SELECT organization_id, model, operation, upstream_cost ->> 'currency' AS currency, ${monthOf('ended_at')} AS month,
        sum((upstream_cost ->> 'amount')::numeric) AS cost
      FROM task WHERE upstream_cost IS NOT NULL AND ended_at IS NOT NULL
      GROUP BY 1, 2, 3, 4, 5 HAVING sum((upstream_cost ->> 'amount')::numeric) <> 0
    ) AS tasks USING (organization_id, model, operation, currency, month)
    WHERE kept.cost IS DISTINCT FROM tasks.cost`,
  'the hours of usage without members, keys and tags are the sums of those with them': `
    SELECT organization_id, hour::text, format('%s %s %s: %s without them, %s with them', credit_type, model, operation, t.sums, d.sums)
    FROM (
      SELECT organization_id, hour, credit_type, coalesce(model, '') AS model, coalesce(operation, '') AS operation,
        ARRAY[${USAGE_COLUMNS.join(', ')}]::numeric[] AS sums
      FROM usage_total
    ) AS t
    FULL JOIN (
      SELECT organization_id, hour, credit_type, coalesce(model, '') AS model, coalesce(operation, '') AS operation,
        ARRAY[${USAGE_COLUMNS.map((column) => `sum(${column})`).join(', ')}]::numeric[] AS sums
      FROM usage_detail GROUP BY 1, 2, 3, 4, 5
    ) AS d USING (organization_id, hour, credit_type, model, operation)
    WHERE t.sums IS DISTINCT FROM d.sums`,
  'what was settled of a payment is the cost of its lots, in its currency': `
    SELECT p.organization_id, p.id::text, format('settled %s of %s %s, %s of it before it moved in; lots: %s %s, moved in %s', p.settled,
      p.amount + p.tax, p.currency, coalesce(p.moved_settled, 0), coalesce(l.cost, 0), l.currency, coalesce(l.moved, 0))
    FROM payment p LEFT JOIN (
      SELECT pl.organization_id, pl.payment_id, sum(l.cost_amount) FILTER (WHERE pl.moved_granted IS NULL) AS cost,
        sum(l.cost_amount) FILTER (WHERE pl.moved_granted IS NOT NULL) AS moved, string_agg(DISTINCT l.currency, ' ') AS currency
      FROM payment_lot pl JOIN credit_lot l ON l.organization_id = pl.organization_id AND l.id = pl.lot_id
      GROUP BY pl.organization_id, pl.payment_id
    ) AS l ON l.organization_id = p.organization_id AND l.payment_id = p.id
    WHERE p.plan_id IS NULL AND (coalesce(l.cost, 0) <> ${settledHere('p.amount::numeric')}
      OR coalesce(l.moved, 0) > div(p.amount::numeric * coalesce(p.moved_settled, 0), p.amount + p.tax)
      OR coalesce(l.currency, p.currency) <> p.currency)`,
  'a payment has brought the credits of what was settled of it, and no others': `
    SELECT coalesce(p.organization_id, l.organization_id), coalesce(p.id, l.payment_id)::text,
      format('settled %s of %s: %s %s, bonus %s; lots: %s, bonus %s', p.settled, p.amount + p.tax,
        b.credit_type, coalesce(b.credits, 0), coalesce(b.bonus, 0), coalesce(l.credits, 0), coalesce(l.bonus, 0))
    FROM payment p
    CROSS JOIN LATERAL (
      SELECT e ->> 'creditType' AS credit_type, ${settledHere(`(e ->> 'credits')::numeric`)} AS credits,
        ${settledHere(`(e ->> 'bonus')::numeric`)} AS bonus
      FROM jsonb_array_elements(p.lines) AS e
    ) AS b
    FULL JOIN (
      SELECT pl.organization_id, pl.payment_id, w.credit_type, coalesce(sum(l.granted) FILTER (WHERE l.kind <> 'PROMO'), 0) AS credits,
        coalesce(sum(l.granted) FILTER (WHERE l.kind = 'PROMO'), 0) AS bonus
      FROM payment_lot pl
      JOIN payment q ON q.organization_id = pl.organization_id AND q.id = pl.payment_id AND q.plan_id IS NULL
      JOIN credit_lot l ON l.organization_id = pl.organization_id AND l.id = pl.lot_id AND l.origin_lot_id IS NULL
      JOIN wallet w ON w.organization_id = l.organization_id AND w.id = l.wallet_id
      WHERE pl.moved_granted IS NULL
      GROUP BY pl.organization_id, pl.payment_id, w.credit_type
    ) AS l ON l.organization_id = p.organization_id AND l.payment_id = p.id AND l.credit_type = b.credit_type
    WHERE (coalesce(b.credits, 0), coalesce(b.bonus, 0)) IS DISTINCT FROM (coalesce(l.credits, 0), coalesce(l.bonus, 0))`,
  'of a payment that moved in, no lot came with more than it had, and nothing was settled or given back less than before': `
    SELECT pl.organization_id, pl.payment_id::text, format('lot %s had %s, and came with %s; settled %s before it moved in',
      pl.lot_id, pl.moved_granted, l.granted, p.moved_settled)
    FROM payment_lot pl
    JOIN payment p ON p.organization_id = pl.organization_id AND p.id = pl.payment_id
    JOIN credit_lot l ON l.organization_id = pl.organization_id AND l.id = pl.lot_id
    WHERE pl.moved_granted IS NOT NULL AND (l.granted <= pl.moved_granted AND p.moved_settled > 0) IS NOT TRUE
    UNION ALL
    SELECT organization_id, id::text, format('moved in: settled %s of %s, returned %s of %s', moved_settled, settled, moved_returned, returned)
    FROM payment WHERE moved_settled > settled OR moved_returned > returned OR moved_returned > moved_settled
      OR (moved_settled IS NULL) <> (moved_returned IS NULL)`,
  'the receipts of a payment add up to what was settled of it, and its credit notes to what was given back of that': `
    SELECT p.organization_id, p.id::text, format('settled %s %s, given back %s, dispute %s; receipts %s, tax %s, credit notes %s, currency %s',
      p.settled, p.currency, p.returned, p.dispute, coalesce(r.receipts, 0), coalesce(r.tax, 0), coalesce(r.notes, 0), r.currency)
    FROM payment p LEFT JOIN (
      SELECT organization_id, payment_id, string_agg(DISTINCT currency, ' ') AS currency,
        sum(amount) FILTER (WHERE kind = 'RECEIPT') AS receipts, sum(tax) FILTER (WHERE kind = 'RECEIPT') AS tax,
        sum(amount) FILTER (WHERE kind = 'CREDIT_NOTE') AS notes
      FROM receipt GROUP BY organization_id, payment_id
    ) AS r ON r.organization_id = p.organization_id AND r.payment_id = p.id
    WHERE coalesce(r.receipts, 0) <> p.settled OR coalesce(r.currency, p.currency) <> p.currency
      OR coalesce(r.notes, 0) <> CASE WHEN p.dispute = 'LOST' THEN p.settled ELSE p.returned END
      OR coalesce(r.tax, 0) <> div(p.tax::numeric * p.settled, p.amount + p.tax)`,
  'a payment that was paid in full is settled, or says what is in the way': `
    SELECT organization_id, id::text, format('%s: received %s of %s, settled %s', status, received, amount + tax, settled)
    FROM payment
    WHERE settled > received OR returned > settled OR returned > refunded OR (settled > 0) <> (settled_at IS NOT NULL)
      OR received >= amount + tax AND settled < amount + tax AND refunded < received AND problem IS NULL`,
  'an open payment of a plan is of the plan that the organization has': `
    SELECT p.organization_id, p.id::text, format('%s, and the subscription is %s with %s', of_payment.name, s.status, own.name)
    FROM payment p JOIN plan of_payment ON of_payment.id = p.plan_id
    JOIN subscription s ON s.organization_id = p.organization_id AND s.ended_at IS NULL AND s.status <> 'LAPSED'
    JOIN plan own ON own.id = s.plan_id
    WHERE p.status = 'OPEN' AND of_payment.name <> own.name`,
  'an auto top-up counts the payments of its month, and the one that it waits for is under way': `
    SELECT o.id AS organization_id, r ->> 'creditType', format('bought %s of %s, by payments %s; under way %s, by payments %s',
      r ->> 'bought', r ->> 'monthlyMax', p.bought, r ->> 'paymentId', p.open)
    FROM organization o
    CROSS JOIN jsonb_array_elements(CASE jsonb_typeof(o.top_ups) WHEN 'array' THEN o.top_ups ELSE '[]' END) AS r
    CROSS JOIN LATERAL (
      SELECT coalesce(sum(amount) FILTER (WHERE created_at >= (r ->> 'month')::timestamptz AND currency = r ->> 'currency'
          AND status NOT IN ('FAILED', 'EXPIRED', 'CANCELED')), 0) AS bought,
        string_agg(id::text, ' ') FILTER (WHERE status IN ('OPEN', 'PROCESSING') AND id::text = r ->> 'paymentId') AS open
      FROM payment WHERE organization_id = o.id AND top_up_of = r ->> 'creditType'
    ) AS p
    WHERE p.bought <> (r ->> 'bought')::numeric
      OR (r ->> 'paymentId' IS NOT NULL AND p.open IS NULL AND NOT EXISTS (
        SELECT FROM payment WHERE organization_id = o.id AND id::text = r ->> 'paymentId' AND problem = 'NOT_GRANTED'))
      OR o.top_up_at IS DISTINCT FROM (
        SELECT min((each ->> 'dueAt')::timestamptz) FROM jsonb_array_elements(o.top_ups) AS each)`,
  'a refund allowance counts no more than what came back of tasks since the begin of its month': `
    SELECT o.id AS organization_id, r ->> 'creditType', format('refunded %s of %s, by the journal %s', r ->> 'refunded',
      r ->> 'monthlyMax', coalesce(j.refunded, 0))
    FROM organization o
    CROSS JOIN jsonb_array_elements(
      CASE jsonb_typeof(o.refund_allowances) WHEN 'array' THEN o.refund_allowances ELSE '[]' END) AS r
    CROSS JOIN LATERAL (
      SELECT sum(j.credits) AS refunded FROM wallet w
      JOIN journal_entry j ON j.organization_id = w.organization_id AND j.wallet_id = w.id
      WHERE w.organization_id = o.id AND w.credit_type = r ->> 'creditType' AND j.created_at >= (r ->> 'month')::timestamptz
        AND j.type IN ('REFUND', 'GRANT') AND j.task_id IS NOT NULL
    ) AS j
    WHERE (r ->> 'refunded')::numeric NOT BETWEEN 0 AND coalesce(j.refunded, 0)`,
  'at most as many tasks were submitted by a quote as it is for': `
    SELECT organization_id, quote_id::text, format('item %s: %s of %s', position, taken, count) FROM quote_item
    WHERE taken < 0 OR taken > count`,
  'an idempotency key leads to what it made': `
    SELECT organization_id, key, format('result %s is nowhere', result_id) FROM idempotency_key k
    WHERE NOT EXISTS (SELECT FROM task x WHERE x.organization_id = k.organization_id AND x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM hold x WHERE x.organization_id = k.organization_id AND x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM credit_lot x WHERE x.organization_id = k.organization_id AND x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM wallet x WHERE x.organization_id = k.organization_id AND x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM budget x WHERE x.organization_id = k.organization_id AND x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM credit_request x WHERE x.organization_id = k.organization_id AND x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM run x WHERE x.organization_id = k.organization_id AND x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM balance_threshold x WHERE x.organization_id = k.organization_id AND x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM payment x WHERE x.organization_id = k.organization_id AND x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM credit_pack x WHERE x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM subscription x WHERE x.organization_id = k.organization_id AND x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM allocation_rule x WHERE x.organization_id = k.organization_id AND x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM member x WHERE x.organization_id = k.organization_id AND x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM webhook_endpoint x WHERE x.organization_id = k.organization_id AND x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM organization x WHERE x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM simulation x WHERE x.id = k.result_id)
      AND NOT EXISTS (SELECT FROM price_rule x WHERE x.id = k.result_id)`,
}

/** Invariants of all organizations together that can be checked cell by cell. */
const CHECKS_OF_CELLS: Readonly<Record<string, string>> = {
  'revenue is added up as holds and the journal say': `
    SELECT coalesce(kept.organization_id, told.organization_id), coalesce(kept.lot_id, told.lot_id)::text,
      format('%s %s: kept %s, %s, %s; told %s, %s, %s', coalesce(kept.month, told.month), coalesce(kept.model, told.model),
        kept.spent, kept.expired, kept.revoked, told.spent, told.expired, told.revoked)
    FROM revenue_lot kept
    FULL JOIN (${creditsOfLots(REVENUE_SLICE, `${REVENUE_SLICE} AS slice JOIN journal_entry j ON j.organization_id = slice.organization_id AND j.lot_id IS NOT NULL AND j.created_at < slice.until`)}) AS told
      ON told.organization_id = kept.organization_id AND told.lot_id = kept.lot_id AND told.month = kept.month AND told.model = kept.model
    WHERE ${REVENUE_SUMS.map((sum) => `coalesce(kept.${sum}, 0) <> coalesce(told.${sum}, 0)`).join(' OR ')}`,
  'events that wait for their numbers in the feed follow each other, up to the last one of their lane': `
    SELECT '00000000-0000-0000-0000-000000000000'::uuid, format('cell %s #%s', cell, last), found
    FROM (
      SELECT cell, last,
        CASE
          WHEN first <> lag(last) OVER line + 1 THEN format('begins with %s after %s', first, lag(last) OVER line)
          WHEN batch <= lag(batch) OVER line OR at < lag(at) OVER line THEN format('batch %s of %s is older than the one before', batch, at)
          WHEN jsonb_array_length(events::jsonb -> 'events') <> last - first + 1
            THEN format('has %s events from %s to %s', jsonb_array_length(events::jsonb -> 'events'), first, last)
          WHEN lead(last) OVER line IS NULL AND last <> (SELECT max(feed) FROM lane WHERE lane.cell = p.cell)
            THEN format('is the last one, and the lane says %s', (SELECT max(feed) FROM lane WHERE lane.cell = p.cell))
        END AS found
      FROM feed_pending p
      WINDOW line AS (PARTITION BY cell ORDER BY last)
    ) AS row
    WHERE found IS NOT NULL`,
}

/** The same for what belongs to all organizations together: only `verify` of the whole database reads it. */
const CHECKS_OF_ALL: Readonly<Record<string, string>> = {
  'the feed is numbered without gaps, and each batch’s events follow the one before': `
    SELECT organization_id, last::text, found
    FROM (
      SELECT '00000000-0000-0000-0000-000000000000'::uuid AS organization_id, last,
        CASE
          WHEN first <> lag(last) OVER numbers + 1 THEN format('begins with %s after %s', first, lag(last) OVER numbers)
          WHEN batch <= lag(batch) OVER line OR at < lag(at) OVER numbers THEN format('batch %s of %s is older than the one before', batch, at)
          WHEN jsonb_array_length(events::jsonb -> 'events') <> last - first + 1
            THEN format('has %s events from %s to %s', jsonb_array_length(events::jsonb -> 'events'), first, last)
          WHEN lead(last) OVER numbers IS NULL AND last <> (SELECT last FROM feed_newest)
            THEN format('is the last one, and the newest is said to be %s', (SELECT last FROM feed_newest))
        END AS found
      FROM feed_batch
      WINDOW numbers AS (ORDER BY last), line AS (PARTITION BY cell ORDER BY last)
    ) AS row
    WHERE found IS NOT NULL`,
  'each cell’s events are in the feed, or wait for their numbers, once and in their order': `
    SELECT '00000000-0000-0000-0000-000000000000'::uuid, place, found
    FROM (
      SELECT format('cell %s #%s', cell, local) AS place,
        CASE
          WHEN local - (last - first) <> lag(local) OVER line + 1
            THEN format('begins with %s after %s', local - (last - first), lag(local) OVER line)
          WHEN lead(local) OVER line IS NULL AND local <> taken THEN format('is the last one, and %s is said to be', taken)
        END AS found
      FROM feed_batch JOIN feed_taken USING (cell)
      WINDOW line AS (PARTITION BY cell ORDER BY last)
      UNION ALL
      SELECT format('cell %s', cell),
        format('those up to %s do not wait, those up to %s are in the feed, and the lane says %s', before, taken, newest)
      FROM feed_line JOIN feed_taken USING (cell) WHERE before > taken OR taken > newest
      UNION ALL
      SELECT format('cell %s', id), 'has no line' FROM cell
      WHERE EXISTS (SELECT FROM feed_sequence) AND id NOT IN (SELECT cell FROM feed_taken)
    ) AS row
    WHERE found IS NOT NULL`,
  'receipts and credit notes are numbered without gaps': `
    SELECT organization_id, id::text, format('%s %s comes after %s', kind, number, before)
    FROM (
      SELECT organization_id, id, kind, number, coalesce(lag(number) OVER (PARTITION BY is_test, kind ORDER BY number), 0) AS before
      FROM receipt WHERE moved IS NULL
    ) AS row
    WHERE number IS DISTINCT FROM before + 1`,
  'the price book names exactly the events that the platform’s webhook endpoints receive': `
    SELECT '00000000-0000-0000-0000-000000000000'::uuid, id::text, format('names %s instead of %s', webhook_events, received)
    FROM price_book, (
      SELECT ARRAY (
        SELECT DISTINCT concat_ws(' ', event, e.about_organization_id)
        FROM webhook_endpoint e CROSS JOIN unnest(e.events) AS event
        WHERE e.organization_id = '00000000-0000-0000-0000-000000000000' AND e.ended_at IS NULL
        ORDER BY 1
      ) AS received
    ) AS endpoints
    WHERE webhook_events <> received`,
}

/** The tables that the checks read. */
const TABLES = [
  ...['wallet', 'credit_lot', 'hold', 'hold_line', 'task', 'journal_entry', 'budget', 'budget_usage', 'member', 'run'],
  'credit_request',
  'idempotency_key',
  'subscription',
  'payment',
  'payment_lot',
  'receipt',
  'balance_threshold',
  'allocation_rule',
  'quote_item',
  'kept',
  'label',
  'api_key',
  'task_tag',
  'usage_detail',
  'usage_total',
  'usage_cost',
  'revenue_lot',
  'revenue_until',
  'webhook_endpoint',
]

/** Those of which each machine of a cluster has all rows. */
const COPIED: readonly string[] = ['payment', 'receipt', 'label', 'api_key']

/** The tables reduced to the rows of one organization. `isCell`: they are those of its cell. */
function scopeOf(isCell: boolean): string {
  const named = (table: string) => (isCell && !COPIED.includes(table) ? `pg_temp.${table}` : `public.${table}`)
  const tables = TABLES.map((table) => `${table} AS (SELECT * FROM ${named(table)} WHERE organization_id = $1)`)
  return `WITH ${tables.join(', ')}, organization AS (SELECT * FROM ${named('organization')} WHERE id = $1),
    usage_pending AS (SELECT * FROM (${parsed(pendingRows('rows'))}) AS pending WHERE organization_id = $1),
    cost_pending AS (SELECT * FROM (${parsedCosts(pendingRows('costs'))}) AS pending WHERE organization_id = $1)`
}

/** All of what batches have used that is not added up yet. */
const SCOPE_OF_ALL = `
  WITH usage_pending AS (${parsed(pendingRows('rows'))}), cost_pending AS (${parsedCosts(pendingRows('costs'))})`

/** By cell, the last event that is in the feed. With one cell there is no row. */
const FEED_TAKEN = `
  feed_taken AS (
    SELECT (place - 1)::int AS cell, each.taken
    FROM feed_sequence CROSS JOIN unnest(feed_sequence.taken) WITH ORDINALITY AS each (taken, place)
  )`

/** The newest number of the feed; and by cell the last event of its lane, and the one before the first that waits. */
const SCOPE_OF_FEED = `
  ${FEED_TAKEN},
  feed_newest AS (SELECT coalesce((SELECT last FROM feed_sequence), (SELECT max(feed) FROM lane)) AS last),
  feed_line AS (
    SELECT cell, newest, coalesce((SELECT min(first) - 1 FROM feed_pending p WHERE p.cell = lanes.cell), newest) AS before
    FROM (SELECT cell::int AS cell, max(feed) AS newest FROM lane GROUP BY cell) AS lanes
  )`

/** The same for a cluster, from what was read of each cell before: events that waited then may be in the feed now. */
function feedOnCluster(before: readonly string[]): string {
  const lines = before.map((last, cell) => `(${cell}, ${last}::bigint, NULL::bigint)`)
  return `WITH ${FEED_TAKEN},
    feed_newest AS (SELECT last FROM feed_sequence),
    feed_line (cell, before, newest) AS (VALUES ${lines.join(', ')})`
}

/** Of a cell: the number of the last event that does not wait any more. */
const BEFORE_WAITING = `
  SELECT coalesce((SELECT min(first) - 1 FROM feed_pending), (SELECT max(feed) FROM lane))::text AS before`

/** Keys of the platform may have made organizations of other cells. */
function scopeOfCell(cell: number): string {
  const copied = COPIED.map(
    (table) => `${table} AS (SELECT * FROM public.${table} WHERE public.cell_of(organization_id) = ${cell})`,
  )
  return `${SCOPE_OF_ALL}, ${copied.join(', ')},
    idempotency_key AS (SELECT * FROM pg_temp.idempotency_key WHERE organization_id <> '${PLATFORM_ID}')`
}

const MADE_BY_PLATFORM = [
  'organization',
  'webhook_endpoint',
  'member',
  'payment',
  'credit_pack',
  'simulation',
  'price_rule',
]

/** Of the coordinator of a cluster. */
const CHECKS_OF_CLUSTER: Readonly<Record<string, string>> = {
  'an idempotency key of the platform leads to what it made': `
    SELECT organization_id, key, format('result %s is nowhere', result_id)
    FROM (SELECT * FROM idempotency_key WHERE organization_id = '${PLATFORM_ID}' OFFSET 0) AS k
    WHERE ${MADE_BY_PLATFORM.map((table) => `result_id NOT IN (SELECT id FROM ${table})`).join(' AND ')}`,
}

// As float8, which pg gives as a number and which counts exactly to 2^53.
const COUNTS = `
  SELECT (SELECT count(*)::float8 FROM wallet) AS wallets, (SELECT count(*)::float8 FROM credit_lot) AS lots,
    (SELECT count(*)::float8 FROM hold) AS holds, (SELECT count(*)::float8 FROM task) AS tasks,
    (SELECT count(*)::float8 FROM journal_entry) AS entries`

// By how many credits wallets differ from their lots, and from their journals.
const DRIFT = `
  SELECT coalesce(sum(${AMOUNTS.map((amount) => `abs(w.${amount} - coalesce(l.${amount}, 0)) + abs(w.${amount} - coalesce(j.${amount}, 0))`).join(' + ')}), 0)::text AS drift
  FROM wallet w
  LEFT JOIN (
    SELECT wallet_id, ${AMOUNTS.map((amount) => `sum(${amount}) AS ${amount}`).join(', ')}
    FROM credit_lot GROUP BY wallet_id
  ) AS l ON l.wallet_id = w.id
  LEFT JOIN (
    SELECT wallet_id, ${AMOUNTS.map((amount) => `${journalSum(amount)} AS ${amount}`).join(', ')}
    FROM journal_entry GROUP BY wallet_id
  ) AS j ON j.wallet_id = w.id`

/** Checks every invariant, and reports the progress. */
export async function verify(url: string, onProgress: (step: string) => void = () => {}): Promise<Report> {
  const cells = await cellsOf(url)
  if (cells.shards) return verifyCells(url, cells, onProgress)
  return inOneSnapshot(url, async (client) => {
    const checks = { ...CHECKS, ...CHECKS_OF_CELLS, ...CHECKS_OF_ALL }
    const violations = await runChecks(client, checks, `${SCOPE_OF_ALL}, ${SCOPE_OF_FEED}`, [], onProgress)
    violations.push(...(await verifyChains(client, null, onProgress)))
    const { rows } = await client.query(COUNTS)
    return { counts: rows[0], violations }
  })
}

/** Checks each cell of a cluster in a snapshot of its own, where it is, and then what is of all. */
async function verifyCells(url: string, cells: Cells, onProgress: (step: string) => void): Promise<Report> {
  const counts = { wallets: 0, lots: 0, holds: 0, tasks: 0, entries: 0 }
  const violations: Violation[] = []
  const before: string[] = []
  for (const cell of cells.ids) {
    await inOneSnapshot(
      url,
      async (client) => {
        const checks = { ...CHECKS, ...CHECKS_OF_CELLS }
        violations.push(...(await runChecks(client, checks, scopeOfCell(cell), [], onProgress)))
        violations.push(...(await verifyChains(client, null, onProgress)))
        before.push((await client.query<{ before: string }>(BEFORE_WAITING)).rows[0]?.before ?? '0')
        const { rows } = await client.query<typeof counts>(COUNTS)
        for (const name of Object.keys(counts) as (keyof typeof counts)[]) counts[name] += rows[0]?.[name] ?? 0
      },
      placeOf(cells, cell),
    )
  }
  await inOneSnapshot(url, async (client) => {
    const checks = { ...CHECKS_OF_ALL, ...CHECKS_OF_CLUSTER }
    violations.push(...(await runChecks(client, checks, feedOnCluster(before), [], onProgress)))
  })
  return { counts, violations }
}

async function cellsOf(url: string): Promise<Cells> {
  const client = createClient(url, { name: 'holdfast verify' })
  await client.connect()
  try {
    return await readCells(readWith(client))
  } finally {
    await client.end()
  }
}

/** A cell of a cluster; null: they are not on one. */
type Place = { readonly cell: number; readonly shard: ShardOfCell } | null

function placeOf(cells: Cells, cell: number): Place {
  const shard = cells.shards?.[cell]
  return shard ? { cell, shard: { ...shard, anchor: cells.newIdIn(cell) } } : null
}

export interface Integrity extends Report {
  /** The credits by which wallets differ from the sums of their lots and journals. */
  readonly drift: bigint
}

/** Checks every invariant of one organization. */
export async function verifyOrganization(url: string, organizationId: string): Promise<Integrity> {
  const cells = await cellsOf(url)
  const place = placeOf(cells, cells.of(organizationId))
  const scope = scopeOf(place !== null)
  return inOneSnapshot(
    url,
    async (client) => {
      const violations = await runChecks(client, CHECKS, scope, [organizationId], () => {})
      violations.push(...(await verifyChains(client, organizationId, () => {})))
      const { rows: counts } = await client.query(`${scope} ${COUNTS}`, [organizationId])
      const { rows: sums } = await client.query(`${scope} ${DRIFT}`, [organizationId])
      return { counts: counts[0], violations, drift: BigInt(sums[0].drift) }
    },
    place,
  )
}

async function inOneSnapshot<Result>(
  url: string,
  read: (client: Client) => Promise<Result>,
  place: Place = null,
): Promise<Result> {
  const client = createClient(place ? urlOf(place.shard, url) : url, { name: 'holdfast verify', timeouts: UNHURRIED })
  await client.connect()
  try {
    if (place) await client.query(viewsOf(place.cell, place.shard))
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY`)
    const result = await read(client)
    await client.query(`COMMIT`)
    return result
  } finally {
    await client.end()
  }
}

async function runChecks(
  client: Client,
  checks: typeof CHECKS,
  scope: string,
  values: string[],
  onProgress: (step: string) => void,
): Promise<Violation[]> {
  const violations: Violation[] = []
  for (const [invariant, sql] of Object.entries(checks)) {
    onProgress(invariant)
    const text = `${scope} SELECT * FROM (${sql}) AS broken LIMIT ${VIOLATIONS_PER_CHECK_MAX}`
    const { rows } = await client.query({ text, values, rowMode: 'array' })
    for (const [organizationId, id, found] of rows) violations.push({ invariant, organizationId, id, found })
  }
  return violations
}

const CHAIN = 'a journal is numbered without gaps, and each entry carries the hash of the one before'

type Numeric = 'sequence' | 'credits' | 'available' | 'locked' | 'frozen'

type EntryRow = Omit<HashedEntry, Numeric> & Record<Numeric | 'headSequence', string> & { head: Buffer }

/** Reads every journal from its first entry, and computes the balance and hash of each entry again. */
async function verifyChains(
  client: Client,
  organizationId: string | null,
  onProgress: (step: string) => void,
): Promise<Violation[]> {
  onProgress(CHAIN)
  let entries = 0
  await client.query(`
    DECLARE entries NO SCROLL CURSOR FOR
    SELECT j.organization_id AS "organizationId", j.wallet_id AS "walletId", j.sequence, j.type, j.credits, j.available,
      j.locked, j.frozen, j.lot_id AS "lotId", j.hold_id AS "holdId", j.task_id AS "taskId", j.reason, j.hash,
      j.created_at AS "createdAt",
      w.sequence AS "headSequence", w.head
    FROM wallet w LEFT JOIN journal_entry j ON j.organization_id = w.organization_id AND j.wallet_id = w.id
    WHERE (w.sequence > 0 OR j.sequence IS NOT NULL)
      ${organizationId === null ? '' : `AND w.organization_id = ${pg.escapeLiteral(organizationId)}`}
    ORDER BY j.organization_id, j.wallet_id, j.sequence`)
  const violations: Violation[] = []
  let walletId = ''
  let broken = false
  let before = BEGINNING
  const violation = (row: EntryRow, found: string) => {
    broken = true
    if (violations.length >= VIOLATIONS_PER_CHECK_MAX) return
    const id = `${row.walletId} #${row.sequence}`
    violations.push({ invariant: CHAIN, organizationId: row.organizationId, id, found })
  }
  let last: EntryRow | null = null
  const finish = () => {
    if (!last || broken) return
    if (BigInt(last.headSequence) !== before.sequence) {
      violation(last, `the journal ends here, the wallet says at ${last.headSequence}`)
    } else if (Buffer.compare(last.head, before.hash) !== 0) violation(last, 'the wallet’s head is another hash')
  }
  while (true) {
    const { rows } = await client.query<EntryRow>(`FETCH ${ENTRIES_PER_FETCH} FROM entries`)
    for (const row of rows) {
      if (row.walletId !== walletId) {
        finish()
        walletId = row.walletId
        broken = false
        before = BEGINNING
      }
      last = row
      // After its first broken entry a chain proves nothing more.
      if (broken) continue
      if (row.sequence === null) {
        violation(row, `the wallet says it has ${row.headSequence} entries, and it has none`)
        continue
      }
      const entry = {
        ...row,
        sequence: BigInt(row.sequence),
        credits: BigInt(row.credits),
        available: BigInt(row.available),
        locked: BigInt(row.locked),
        frozen: BigInt(row.frozen),
      }
      const flaw = flawOf(entry, before)
      if (flaw === 'sequence') violation(row, `comes after #${before.sequence}`)
      else if (flaw === 'hash') violation(row, 'was changed: its hash is not that of its values')
      else if (flaw) violation(row, `says ${entry[flaw]} ${flaw}, which doesn’t follow from ${before[flaw]}`)
      before = entry
    }
    entries += rows.length
    if (entries % ENTRIES_PER_PROGRESS === 0) onProgress(`${entries.toLocaleString('en')} entries`)
    if (rows.length < ENTRIES_PER_FETCH) break
  }
  finish()
  return violations
}

/** SQL of the sum of a wallet's journal for one bucket or debt. */
function journalSum(of: keyof Balance | keyof Debts): string {
  const terms = Object.entries(MOVES).flatMap(([type, { from, to, debt }]) => {
    if (debt?.of === of) return [`WHEN '${type}' THEN ${debt.sign} * credits`]
    if (of === 'granted') return from === null && to !== null ? [`WHEN '${type}' THEN credits`] : []
    if (to === of) return [`WHEN '${type}' THEN credits`]
    return from === of ? [`WHEN '${type}' THEN -credits`] : []
  })
  return `sum(CASE type ${terms.join(' ')} ELSE 0 END)`
}
