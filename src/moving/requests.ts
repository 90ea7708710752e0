// Requests for credits of an import. A raise of a budget is in force again; the credits of an allocation for a time come as portions
// that name the request (src/moving/commands.ts).

import { audited } from '../audit/record.ts'
import { type LimitReached, refuseOneMore } from '../bounds.ts'
import type { CreditRequest } from '../database/generated/client/client.ts'
import type { Batch } from '../engine/batch.ts'
import type { Command } from '../engine/command.ts'
import { newId } from '../ids.ts'
import { raisesOf, writeRaises } from '../ledger/budget.ts'
import { CREDITS_MAX } from '../ledger/wallet.ts'
import { type InvalidInput, invalidInput, type NotFound, notFound } from '../refusals.ts'
import type { Holder } from './holder.ts'
import { keyOf } from './keys.ts'
import type { RowOf } from './rows.ts'

type Refused = NotFound | InvalidInput | LimitReached

/** Puts a request with its state. `budgetId`: the budget that it raised. */
export function importRequest(
  { organizationId, holderId: memberId }: Holder,
  row: RowOf<'creditRequest'>,
  budgetId: string | null,
): Command<{ readonly id: string }, Refused> {
  const { type: _type, ...facts } = row
  const command: Command<{ readonly id: string }, Refused> = {
    organizationId,
    idempotency: keyOf(row),
    reads: { requestsOf: memberId },
    decide(batch) {
      if (!batch.organization(organizationId)) return notFound('organization')
      const request = requestOf({ organizationId, memberId, budgetId }, row)
      const open = batch.openRequestsOf(organizationId, memberId).length
      const refused = row.status === 'OPEN' ? refuseOneMore('creditRequestsOfMember', open) : null
      const raised = refused ?? (budgetId === null || request.fellBackAt ? null : putRaise(batch, request, budgetId))
      if (raised) return raised
      batch.putRequest(request)
      return { value: { id: request.id }, resultId: request.id }
    },
  }
  return audited(command, 'importCreditRequest', 'CreditRequest', facts)
}

function requestOf(
  ids: Pick<CreditRequest, 'organizationId' | 'memberId' | 'budgetId'>,
  row: RowOf<'creditRequest'>,
): CreditRequest {
  const { creditType, credits, reason, status, createdAt, expiresAt, form = null, until = null } = row
  return {
    ...{ ...ids, id: newId(), creditType, credits, reason, status, createdAt, expiresAt, form, until },
    ...{ taskId: null, submission: null, submittedId: null },
    decidedAt: row.decidedAt ?? null,
    note: row.note ?? null,
    granted: row.given ?? null,
    fellBackAt: row.fellBackAt ?? null,
    tookBack: row.tookBack ?? null,
    // Its portions count themselves as they move in.
    movedIn: form === 'ALLOCATION' && until ? 0n : null,
  }
}

/** Raises the budget until the end that the request says; or says why that can't be. */
function putRaise(
  batch: Batch,
  request: CreditRequest,
  budgetId: string,
): InvalidInput | NotFound | LimitReached | null {
  const { organizationId, id: requestId, granted, until, memberId, creditType } = request
  const budget = batch.organization(organizationId)?.budgets.get(budgetId)
  if (!budget) return notFound('budget')
  if (budget.creditType !== creditType || (budget.memberId !== null && budget.memberId !== memberId)) {
    return invalidInput({ path: 'budget', message: `must be one of ${creditType} credits, of this member or of all` })
  }
  const raises = raisesOf(budget)
  const credits = granted ?? 0n
  const tooMany = refuseOneMore('raisesOfBudget', raises.length)
  if (tooMany || until === null) return tooMany
  if (raises.reduce((sum, each) => sum + each.credits, budget.credits + credits) > CREDITS_MAX) {
    return invalidInput({ path: 'given', message: `must raise the budget to at most ${CREDITS_MAX}` })
  }
  batch.putBudget({ ...budget, raises: writeRaises([...raises, { requestId, credits, until }]) })
  return null
}
