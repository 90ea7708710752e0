// Balances at a past moment: their part of the API.

import type { JournalEntry } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { balanceAt } from './balance.ts'
import { JournalEntryNode } from './journal.schema.ts'
import { WalletNode } from './wallet.schema.ts'

const BalanceType = builder.objectRef<JournalEntry>('Balance').implement({
  description: 'The balance of a wallet after one of its journal entries.',
  fields: (t) => ({
    available: t.expose('available', { type: 'Credits', description: 'The credits that could be frozen.' }),
    locked: t.expose('locked', { type: 'Credits', description: 'Credits that could not be used then.' }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'Credits that were held.' }),
    total: t.field({
      type: 'Credits',
      description: 'The sum of available and frozen credits.',
      resolve: ({ available, frozen }) => available + frozen,
    }),
    entry: t.field({
      type: JournalEntryNode,
      description: 'The journal entry that led to the balance.',
      resolve: (entry) => entry,
    }),
  }),
})

builder.prismaObjectField(WalletNode, 'balanceAt', (t) =>
  t.field({
    type: BalanceType,
    nullable: true,
    description: 'The balance at a past time, from the journal; null before the first entry.',
    args: {
      at: t.arg({
        type: 'DateTime',
        required: true,
        description: 'The time of the balance. Entries of exactly this time are included.',
      }),
    },
    resolve: (wallet, { at }, { app }) => balanceAt(app, wallet, at),
  }),
)
