// Everything that an organization owns moves with it, or docs/moving.md says why not: a new table with an organization is in one of the
// two lists here.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** The tables that an export reads rows of, whole or as fields of other rows. */
const MOVES = [
  ...['allocation_rule', 'api_key', 'balance_threshold', 'billing_details', 'budget', 'credit_lot', 'credit_request'],
  ...['issuer_domain', 'label', 'mail_preference', 'member', 'organization', 'organization_issuer', 'payment'],
  ...['payment_lot', 'payment_method', 'receipt', 'subscription', 'wallet', 'webhook_endpoint'],
]

const HISTORY = 'It is the history of what happened here, and exports of its own have it.'
const WORK = 'It is work under way, which ends here before a move.'
/** The tables that stay, and why. */
const STAYS: Readonly<Record<string, string>> = {
  alert: HISTORY,
  audit_entry: HISTORY,
  auth_session: 'People sign in again.',
  budget_usage: 'A budget counts from the move on.',
  checkpoint_head: 'It proves the journal of this database.',
  expiry_look: 'The next look writes it again.',
  export: 'Its file is asked for again.',
  feed_outbox: WORK,
  hold: WORK,
  hold_line: WORK,
  idempotency_key: 'It leads to what was made here.',
  invitation: 'Only the hash of its secret is stored, so its link works here alone.',
  journal_entry: HISTORY,
  kept: HISTORY,
  mail: WORK,
  price_rule: 'A contract is a price of the platform’s, and comes with its catalogue.',
  quote: 'It ends within minutes.',
  quote_item: 'It ends within minutes.',
  revenue_lot: 'It is added up from the journal.',
  revenue_until: 'It is added up from the journal.',
  run: WORK,
  simulated_organization: 'A simulation is of the time here.',
  task: WORK,
  task_lease: WORK,
  task_retry: WORK,
  task_tag: WORK,
  task_webhook_secret: 'A secret is nowhere but with its owner.',
  upstream_job: WORK,
  webhook_delivery: WORK,
}

/** The tables with a column organization_id, by the schema, and the organization itself. */
function tablesOfOrganizations(): string[] {
  const models = readdirSync(join(ROOT, 'prisma/schema')).flatMap((file) =>
    [...read(`prisma/schema/${file}`).matchAll(/^model (\w+) \{\n(.*?)^\}/gms)].map(([, name, body = '']) => ({
      name: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name ?? '',
      isOfOne: /@map\("organization_id"\)/.test(body),
    })),
  )
  expect(models.length).toBeGreaterThan(50)
  return [...models.filter(({ isOfOne }) => isOfOne).map(({ name }) => name), 'organization'].sort()
}

test('each table of an organization moves with it, or says why it stays', () => {
  expect([...MOVES, ...Object.keys(STAYS)].sort()).toEqual(tablesOfOrganizations())
})

test('what moves is read by the export', () => {
  const written = read('src/moving/exportRows.ts')
  const missing = MOVES.filter((table) => !new RegExp(`(FROM|JOIN) ${table}\\b`).test(written))
  expect(missing).toEqual([])
})
