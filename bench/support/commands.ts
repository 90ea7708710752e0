// The commands that benches send: freeze one credit under a new idempotency key, and spend it.

import { v7 as uuidv7 } from 'uuid'
import type { Command } from '../../src/engine/command.ts'
import { idempotency } from '../../src/engine/idempotency.ts'
import { spend } from '../../src/ledger/settle.ts'
import { changeHold, freezeHold } from '../../src/wallets/holds.ts'

export function freezeOne(organizationId: string): { holdId: string; command: Command<object> } {
  const hold = { holdId: uuidv7(), credits: 1n, purpose: null, description: null, expiresAt: null }
  const key = idempotency(crypto.randomUUID(), 'freezeCredits', { organizationId, credits: 1n })
  return { holdId: hold.holdId, command: freezeHold(organizationId, organizationId, 'music', hold, key) }
}

export function spendAll(organizationId: string, holdId: string): Command<object> {
  const key = idempotency(crypto.randomUUID(), 'spendCredits', { organizationId, holdId })
  return changeHold(organizationId, holdId, key, (state, open, now) =>
    spend(state, open, { credits: open.credits, keepOpen: false, purpose: null }, now),
  )
}
