// Journals: their part of the API.

import { canSee } from '../access/roles.ts'
import { JournalEntryType } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import { connectionOf } from '../graphql/connections.ts'
import { splitTenantId } from '../graphql/ids.ts'
import { type Order, pageOf } from '../graphql/pages.ts'
import { whereVisible } from '../organizations/schema.ts'
import { entriesWhere } from './journalFilter.schema.ts'
import { LotKindEnum, LotNode } from './lots.schema.ts'
import { WalletNode } from './wallet.schema.ts'

const JournalEntryTypeEnum = builder.enumType('JournalEntryType', {
  description: 'The buckets between which the credits of an entry moved.',
  values: {
    GRANT: { value: JournalEntryType.GRANT, description: 'New credits came in as available credits.' },
    LOCK: { value: JournalEntryType.LOCK, description: 'Available credits were locked.' },
    UNLOCK: { value: JournalEntryType.UNLOCK, description: 'Locked credits became available.' },
    FREEZE: { value: JournalEntryType.FREEZE, description: 'Available credits were frozen for a hold.' },
    SPEND: { value: JournalEntryType.SPEND, description: 'Frozen credits of a hold were spent.' },
    RELEASE: {
      value: JournalEntryType.RELEASE,
      description: 'Frozen credits of a hold were given back and became available.',
    },
    EXPIRE: { value: JournalEntryType.EXPIRE, description: 'Available credits expired.' },
    REVOKE: { value: JournalEntryType.REVOKE, description: 'Available credits were revoked.' },
    MOVE_OUT: { value: JournalEntryType.MOVE_OUT, description: 'Available credits moved to another wallet.' },
    MOVE_IN: {
      value: JournalEntryType.MOVE_IN,
      description: 'Credits of another wallet came in as available credits of a new lot.',
    },
    MOVE_BACK: {
      value: JournalEntryType.MOVE_BACK,
      description: 'Moved credits came back from another wallet, and are available in the lot that they came in with.',
    },
    OWE: {
      value: JournalEntryType.OWE,
      description: 'Credits were used that were not available: the wallet owes them from now on.',
    },
    REPAY: { value: JournalEntryType.REPAY, description: 'Available credits were spent to pay a debt of the wallet.' },
    WRITE_OFF: {
      value: JournalEntryType.WRITE_OFF,
      description: 'Credits were used that were not available, and were written off: a loss of the platform.',
    },
    DEBT_OUT: {
      value: JournalEntryType.DEBT_OUT,
      description: 'The pool has taken over a debt of this wallet.',
    },
    DEBT_IN: {
      value: JournalEntryType.DEBT_IN,
      description: 'This wallet has taken over the debt of a member’s wallet.',
    },
    CHARGE_BACK: {
      value: JournalEntryType.CHARGE_BACK,
      description: 'Spent credits were revoked, because the payment for them was taken back.',
    },
    REFUND: {
      value: JournalEntryType.REFUND,
      description: 'Spent credits of an ended hold or task were refunded and became available.',
    },
  },
})

export const JournalEntryNode = builder.prismaNode('JournalEntry', {
  nullable: true,
  description: 'One immutable line of a wallet’s history, chained to the line before it by its hash.',
  id: { resolve: (entry) => `${entry.organizationId}/${entry.walletId}/${entry.sequence}` },
  findUnique: (globalId, context) => {
    const { organizationId, id } = splitTenantId(globalId)
    const { organizationId_id: visible } = whereVisible(`${organizationId}/${id}`, context)
    const sequence = BigInt(globalId.split('/')[2] ?? 0)
    const where = { organizationId: visible.organizationId, walletId: visible.id, sequence }
    return { organizationId_walletId_sequence: where }
  },
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    sequence: t.field({
      type: 'SafeInt',
      description: 'The number of the entry in the wallet’s journal: 1, 2, 3 … without gaps.',
      resolve: (entry) => entry.sequence,
    }),
    type: t.field({
      type: JournalEntryTypeEnum,
      description: 'The buckets between which the credits moved.',
      resolve: (entry) => entry.type,
    }),
    credits: t.expose('credits', {
      type: 'Credits',
      description: 'The number of credits that moved from one bucket to the other.',
    }),
    available: t.expose('available', { type: 'Credits', description: 'The wallet’s available credits after it.' }),
    locked: t.expose('locked', { type: 'Credits', description: 'The wallet’s locked credits after it.' }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'The wallet’s frozen credits after it.' }),
    reason: t.exposeString('reason', {
      nullable: true,
      description: 'The reason, in the words of the caller; null: none was given.',
    }),
    hash: t.string({
      description: 'SHA-256 over this entry and the hash of the one before, in hexadecimal.',
      resolve: (entry) => Buffer.from(entry.hash).toString('hex'),
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The time at which the entry was decided, in UTC.',
    }),
    lot: t.relation('lot', {
      nullable: true,
      description: 'The lot whose credits moved; null if there may be several.',
    }),
    hold: t.relation('hold', {
      nullable: true,
      description: 'The hold that was opened or ended; null for entries without a hold.',
    }),
    wallet: t.relation('wallet', { description: 'The wallet that the entry belongs to.' }),
    otherWallet: t.relation('otherWallet', {
      nullable: true,
      description:
        'The wallet that the credits or the debt went to (MOVE_OUT, DEBT_OUT) or came from (MOVE_IN, MOVE_BACK, DEBT_IN). Null: the entry moved nothing between wallets, or was written by a version of Holdfast that did not record it. The hash does not cover it.',
    }),
  }),
})

const LAST_ENTRY_FIRST: Order = { columns: ['sequence'], direction: 'desc' }

const JournalFilter = builder.inputType('JournalFilter', {
  description:
    'The conditions that a journal entry must meet; absent ones do not restrict it. Entries of holds (FREEZE, SPEND, RELEASE), of debts (OWE, WRITE_OFF, DEBT_OUT, DEBT_IN) and those with a tag are looked through: such a filter needs a time range with at most 100,000 entries.',
  fields: (t) => ({
    types: t.field({ type: [JournalEntryTypeEnum], description: 'Lists only entries of one of these types.' }),
    source: t.string({
      description: 'Lists only entries of lots with exactly this source, such as an invoice number.',
    }),
    lotKind: t.field({ type: LotKindEnum, description: 'Lists only entries of lots of this kind.' }),
    lotId: t.globalID({ for: LotNode, description: 'Lists only entries of this lot.' }),
    tag: t.string({ description: 'Lists only entries of holds with this tag.' }),
    from: t.field({ type: 'DateTime', description: 'Lists only entries that were decided at this time or later.' }),
    until: t.field({
      type: 'DateTime',
      description: 'Lists only entries that were decided before this time, which is later than `from`.',
    }),
  }),
})

builder.prismaObjectFields(WalletNode, (t) => ({
  journal: t.connection(
    {
      type: JournalEntryNode,
      description: 'Every change of this wallet, newest first. The entries add up to its buckets.',
      args: {
        filter: t.arg({
          type: JournalFilter,
          description: 'The conditions that the entries must meet. Null: all entries.',
        }),
      },
      resolve: async (wallet, { filter, ...args }, context, info) => {
        const { organizationId, id: walletId } = wallet
        const wanted = filter ? await entriesWhere(context.app, wallet, filter) : { organizationId, walletId }
        return pageOf({
          order: LAST_ENTRY_FIRST,
          args,
          context,
          info,
          find: ({ where, query }) =>
            context.app.prisma.journalEntry.findMany({ ...query, where: { AND: [wanted, where] } }),
        })
      },
    },
    connectionOf(JournalEntryNode),
  ),
}))
