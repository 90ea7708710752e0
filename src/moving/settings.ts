// The settings of an import: wallets' policies, budgets, allocation rules, balance thresholds, saved cards and auto top-ups. Apart from
// budgets, they come after the credits of their rows, so that no alert is raised about what was so before the move.

import { v7 as uuidv7 } from 'uuid'
import { makeThreshold } from '../alerts/thresholds.ts'
import type { App } from '../app.ts'
import { factsOf, record } from '../audit/record.ts'
import { refuseOneMore } from '../bounds.ts'
import { addBudget } from '../budgets/operations.ts'
import { transact } from '../database/transact.ts'
import type { Outcome } from '../engine/command.ts'
import { lockOrganization } from '../organizations/lock.ts'
import { carriedOutUnder, keyOfCycle } from '../wallets/allocationRules.ts'
import { importWallet } from './commands.ts'
import type { Holder } from './holder.ts'
import { keyOf } from './keys.ts'
import { importMethod, importTopUp } from './payments.ts'
import type { RowOf } from './rows.ts'

export type SettingRow = RowOf<
  'wallet' | 'budget' | 'allocationRule' | 'balanceThreshold' | 'paymentMethod' | 'autoTopUp'
>

/** Makes a setting, once. */
export function importSetting(
  app: App,
  { organizationId, holderId }: Holder,
  row: SettingRow,
): Promise<Outcome<object>> {
  if (row.type === 'wallet') return app.lane.run(importWallet({ organizationId, holderId }, row))
  if (row.type === 'paymentMethod') return importMethod(app, organizationId, row)
  if (row.type === 'autoTopUp') return importTopUp(app, organizationId, row)
  if (row.type === 'allocationRule') return importRule(app, organizationId, row)
  const { creditType } = row
  if (row.type === 'balanceThreshold') {
    const { credits = null, percent = null } = row
    return app.lane.run(makeThreshold(organizationId, { holderId, creditType, credits, percent }, keyOf(row)))
  }
  const { model = null, operation = null, tag = null, period, limit, enforcement, thresholds } = row
  const memberId = holderId === organizationId ? null : holderId
  const what = { organizationId, id: uuidv7(), memberId, apiKeyId: null, creditType, model, operation, tag, period }
  return addBudget(app, { ...what, credits: limit, hard: enforcement === 'HARD', thresholds }, keyOf(row))
}

/** Makes an allocation rule. Credits that it handed out in a cycle before the move are not handed out again. */
function importRule(app: App, organizationId: string, row: RowOf<'allocationRule'>): Promise<Outcome<object>> {
  const { creditType, credits, reclaim, lastCycleStart = null } = row
  const id = uuidv7()
  const now = app.clock()
  const own = keyOf(row)
  const carriedOut = lastCycleStart && carriedOutUnder(keyOfCycle(creditType, lastCycleStart))
  return transact<Outcome<object>>(app.prisma, async (transaction) => {
    const closed = await lockOrganization(transaction, organizationId)
    if (closed) return { kind: 'refused', refusal: closed }
    const known = await transaction.idempotencyKey.findUnique({
      where: { organizationId_key: { organizationId, key: own.key } },
    })
    if (known) return { kind: 'replayed', resultId: known.resultId }
    const rules = await transaction.allocationRule.count({ where: { organizationId, endedAt: null } })
    const refusal = refuseOneMore('allocationRules', rules)
    if (refusal) return { kind: 'refused', refusal }
    const data = { organizationId, id, creditType, credits, reclaim, lastCycleStart, createdAt: now }
    await transaction.allocationRule.create({ data })
    await transaction.idempotencyKey.createMany({
      data: [own, ...(carriedOut ? [carriedOut] : [])].map(({ key, fingerprint }) => {
        return { organizationId, key, fingerprint: new Uint8Array(fingerprint), resultId: id, createdAt: now }
      }),
      skipDuplicates: true,
    })
    const act = { action: 'setAllocationRule', subjectType: 'AllocationRule', subjectId: id }
    await record(app, transaction, organizationId, { ...act, after: factsOf({ creditType, credits, reclaim }) }, now)
    return { kind: 'decided', value: {}, resultId: id }
  })
}
