// Live balances: their part of the API.

import type { GraphQLResolveInfo } from 'graphql'
import type { Wallet } from '../database/generated/client/client.ts'
import { rowOf } from '../database/row.ts'
import { builder } from '../graphql/builder.ts'
import { organizationIdFor, organizationOrAllFor } from '../graphql/context.ts'
import { requestError } from '../graphql/errors.ts'
import { idIn, idInOrAll } from '../graphql/ids.ts'
import { SEEN_MAX, seenBefore } from '../graphql/seen.ts'
import { selects } from '../graphql/selects.ts'
import { creditTypeField } from '../organizations/creditTypes.schema.ts'
import { creditTypeFor } from '../organizations/creditTypes.ts'
import { MemberNode, OrganizationNode } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { JournalEntryNode } from './journal.schema.ts'
import { type BalanceChange, type BalanceOptions, watchBalance, watchWallets } from './live.ts'
import { WalletNode } from './wallet.schema.ts'

const BalanceChangeType = builder.objectRef<BalanceChange>('BalanceChange').implement({
  description: 'A wallet’s balance: as it is when a subscription begins, then after each journal entry.',
  fields: (t) => ({
    sequence: t.field({
      type: 'SafeInt',
      description:
        'The number of the journal entry that led to this balance. It counts up by one with each journal entry.',
      resolve: ({ sequence }) => sequence,
    }),
    available: t.expose('available', { type: 'Credits', description: 'Credits that can be frozen.' }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'Credits that are frozen for open tasks and holds.' }),
    total: t.field({
      type: 'Credits',
      description: 'The sum of available and frozen credits.',
      resolve: ({ available, frozen }) => available + frozen,
    }),
    entry: t.field({
      type: JournalEntryNode,
      nullable: true,
      description: 'The journal entry that changed the balance; null in the first message, which is the current state.',
      resolve: ({ entry }) => entry,
    }),
    wallet: t.field({
      type: WalletNode,
      description: 'The wallet as it is at the moment of reading, which may include later journal entries.',
      resolve: async ({ organizationId, walletId }, _args, { app }): Promise<Wallet> =>
        rowOf(app.prisma.wallet, organizationId, walletId),
    }),
  }),
})

/** A client that selects the entries gets every one. */
function optionsOf(info: GraphQLResolveInfo): BalanceOptions {
  return { everyEntry: selects(info, 'entry') }
}

builder.subscriptionField('balanceChanged', (t) =>
  t.field({
    type: BalanceChangeType,
    description:
      'The balance of a wallet: first the current one, then the new balance after each journal entry, in order. No entry is left out or sent twice, whichever process wrote it.',
    authScopes: { may: 'read' },
    args: {
      creditType: t.arg.string(creditTypeField),
      memberId: t.arg.globalID({
        for: MemberNode,
        description: 'The member whose own wallet to watch. Null: the pool.',
      }),
      organizationId: t.arg.globalID({
        for: OrganizationNode,
        description: 'The organization. Required for the operator; others may leave it out.',
      }),
      after: t.arg({
        type: 'SafeInt',
        description:
          'The last `sequence` that the client has seen, when it reconnects: it gets each journal entry since, instead of the current state. Null: the current state comes first.',
      }),
    },
    subscribe: async (_root, { creditType: namedType, memberId, organizationId: named, after }, context, info) => {
      const organizationId = organizationIdFor(context, named)
      const creditType = organizationId && (await creditTypeFor(context.app, organizationId, namedType))
      if (creditType && typeof creditType !== 'string') throw requestError(creditType)
      const holderId = organizationId && memberId ? idIn(organizationId, memberId) : organizationId
      const changes =
        organizationId &&
        holderId &&
        creditType &&
        (await watchBalance(context.app, { organizationId, holderId, creditType }, after ?? null, optionsOf(info)))
      if (!changes) throw requestError(notFound('wallet'))
      return changes
    },
    resolve: (change) => change,
  }),
)

const WalletSequence = builder.inputType('WalletSequence', {
  description: 'The last sequence number of a wallet that a client has seen.',
  fields: (t) => ({
    walletId: t.globalID({ for: WalletNode, required: true, description: 'The id of the wallet.' }),
    sequence: t.field({ type: 'SafeInt', required: true, description: 'The last `sequence` that it has seen.' }),
  }),
})

builder.subscriptionField('walletsChanged', (t) =>
  t.field({
    type: BalanceChangeType,
    description:
      'All balances of an organization, of its pools and its members: first the current ones, then the new balance after each journal entry, in order for each wallet. New wallets are included. The operator gets those of all organizations if `organizationId` is null, up to about 150,000 wallets; beyond, TOO_MANY_STREAMS: then the feed has all changes.',
    authScopes: { may: 'read' },
    args: {
      organizationId: t.arg.globalID({
        for: OrganizationNode,
        description: 'The organization. Null: for the operator all organizations, for others their own.',
      }),
      after: t.arg({
        type: [WalletSequence],
        description: `The last sequence number that the client has seen of each wallet, when it reconnects: it gets the journal entries since, instead of the current state. Up to ${SEEN_MAX} items. Null: the current state of all wallets comes first.`,
      }),
    },
    subscribe: async (_root, { organizationId: named, after }, context, info) => {
      const organizationId = organizationOrAllFor(context, named)
      if (organizationId === null) throw requestError(notFound('organization'))
      const seen = new Map(
        seenBefore(after).map(({ walletId, sequence }) => [idInOrAll(organizationId, walletId), sequence]),
      )
      const changes = await watchWallets(context.app, organizationId, seen, optionsOf(info))
      if (!changes) throw requestError(notFound('organization'))
      return changes
    },
    resolve: (change) => change,
  }),
)
