// Monthly statements: their part of the API.

import { CheckpointType } from '../checkpoints/schema.ts'
import type { CreditLot, Member } from '../database/generated/client/client.ts'
import { badInput } from '../graphql/badInput.ts'
import { builder } from '../graphql/builder.ts'
import { askerOf, type Context } from '../graphql/context.ts'
import { requestError } from '../graphql/errors.ts'
import { splitTenantId, tenantId } from '../graphql/ids.ts'
import { isRefusal } from '../ledger/refusals.ts'
import { MemberNode, OrganizationNode } from '../organizations/schema.ts'
import { notFound } from '../refusals.ts'
import { LotKindEnum, LotNode } from '../wallets/lots.schema.ts'
import { DocumentLinksType } from './links.schema.ts'
import { linksTo } from './links.ts'
import { monthsBefore } from './months.ts'
import { PaymentReceiptType } from './receipts.schema.ts'
import { type CreditStatement, LINES_MAX, type LotIn, lifeOf, readStatement, type Statement } from './statement.ts'
import type { Used } from './used.ts'

async function lotsById(ids: string[], { app }: Context): Promise<(CreditLot | null)[]> {
  const rows = await app.prisma.creditLot.findMany({ where: { OR: ids.map(splitTenantId) } })
  const byId = new Map(rows.map((row) => [tenantId(row), row]))
  return ids.map((id) => byId.get(id) ?? null)
}

async function membersById(ids: string[], { app }: Context): Promise<(Member | null)[]> {
  const rows = await app.prisma.member.findMany({ where: { OR: ids.map(splitTenantId) } })
  const byId = new Map(rows.map((row) => [tenantId(row), row]))
  return ids.map((id) => byId.get(id) ?? null)
}

const StatementLotType = builder.objectRef<LotIn>('StatementLot').implement({
  description: 'Credits that came in as a lot.',
  fields: (t) => ({
    credits: t.expose('credits', { type: 'Credits', description: 'The credits that came in.' }),
    kind: t.field({ type: LotKindEnum, description: 'The kind of the lot.', resolve: ({ kind }) => kind }),
    source: t.exposeString('source', {
      nullable: true,
      description: 'The source of the credits, as the grant says, or the id of the payment; null: it does not say.',
    }),
    at: t.expose('at', { type: 'DateTime', description: 'The time at which they came, in UTC.' }),
    lot: t.loadable({
      type: LotNode,
      nullable: true,
      description: 'The lot, which also names its payment. Never null.',
      load: lotsById,
      resolve: ({ organizationId, lotId }: LotIn) => tenantId({ organizationId, id: lotId }),
    }),
  }),
})

const StatementUseType = builder.objectRef<Used>('StatementUse').implement({
  description: 'The credits that tasks and holds of one model, or of one member, have used in the month.',
  fields: (t) => ({
    model: t.exposeString('model', {
      nullable: true,
      description: 'The model; null for holds without a model, and in the list of members.',
    }),
    member: t.loadable({
      type: MemberNode,
      nullable: true,
      description: 'The member; null for what no member submitted, and in the list of models.',
      load: membersById,
      resolve: ({ organizationId, memberId }: Used) =>
        memberId === null ? null : tenantId({ organizationId, id: memberId }),
    }),
    spent: t.expose('spent', { type: 'Credits', description: 'The credits that were spent.' }),
    refunded: t.expose('refunded', {
      type: 'Credits',
      description: 'The credits that came back after they had been used, also those that were used in earlier months.',
    }),
  }),
})

const CreditStatementType = builder.objectRef<CreditStatement>('CreditStatement').implement({
  description:
    'The credits of one type in a month: opening + granted + refunded − spent − repaid − expired − revoked = closing. Balances include credits that are locked or frozen.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The credit type.' }),
    opening: t.expose('opening', { type: 'Credits', description: 'The balance at the start of the month.' }),
    granted: t.expose('granted', {
      type: 'Credits',
      description: 'The credits that came in as lots: the sum of `lots`.',
    }),
    refunded: t.expose('refunded', {
      type: 'Credits',
      description: 'The credits of tasks and holds that came back after they had been used.',
    }),
    spent: t.expose('spent', { type: 'Credits', description: 'The credits that tasks and holds have spent.' }),
    repaid: t.expose('repaid', { type: 'Credits', description: 'The credits that have paid debts.' }),
    expired: t.expose('expired', { type: 'Credits', description: 'The credits that expired.' }),
    revoked: t.expose('revoked', {
      type: 'Credits',
      description: 'The credits that were removed by corrections, refunds of payments and lost disputes.',
    }),
    closing: t.expose('closing', {
      type: 'Credits',
      description: 'The balance at the end of the month; until it has ended, the present one.',
    }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'The part of `closing` that is frozen.' }),
    moved: t.expose('moved', {
      type: 'Credits',
      description:
        'The credits that went from one wallet of the organization to another, which changes no balance here.',
    }),
    owed: t.expose('owed', {
      type: 'Credits',
      description: 'The credits that late tasks have used and that the wallets did not have: they owe them.',
    }),
    writtenOff: t.expose('writtenOff', {
      type: 'Credits',
      description: 'The credits that late tasks have used and that need not be paid.',
    }),
    lots: t.field({
      type: [StatementLotType],
      description: `The lots that came in, the oldest first; at most ${LINES_MAX}.`,
      resolve: ({ lots }) => lots,
    }),
    models: t.field({
      type: [StatementUseType],
      description: `The credits by model, the most first; at most ${LINES_MAX}.`,
      resolve: ({ models }) => models,
    }),
    members: t.field({
      type: [StatementUseType],
      description: `The credits by member, the most first; at most ${LINES_MAX}.`,
      resolve: ({ members }) => members,
    }),
    isComplete: t.exposeBoolean('isComplete', {
      description: `False if there are more than ${LINES_MAX} lots, models or members: the sums have all of them.`,
    }),
  }),
})

const StatementType = builder.objectRef<Statement>('Statement').implement({
  description:
    'The statement of a calendar month in the organization’s time zone, as the journal has it: the same question about a month that has ended has the same answer, unless the organization changes its time zone.',
  fields: (t) => ({
    month: t.exposeString('month', { description: 'The month: 2026-11.' }),
    timeZone: t.exposeString('timeZone', { description: 'The time zone of the month, as an IANA name.' }),
    from: t.field({
      type: 'DateTime',
      description: 'The start of the month, in UTC.',
      resolve: ({ range }) => range.from,
    }),
    to: t.field({
      type: 'DateTime',
      description: 'The end of the month, which is not part of it, in UTC.',
      resolve: ({ range }) => range.to,
    }),
    isFinal: t.exposeBoolean('isFinal', {
      description: 'True if the month has ended; false: it has what happened until now.',
    }),
    credits: t.field({
      type: [CreditStatementType],
      description: 'The credits of each type that the organization has or had.',
      resolve: ({ credits }) => credits,
    }),
    payments: t.field({
      type: [PaymentReceiptType],
      description: `The receipts and the credit notes of the month, the oldest first; at most ${LINES_MAX}.`,
      resolve: ({ payments }) => payments,
    }),
    checkpoint: t.field({
      type: CheckpointType,
      nullable: true,
      description:
        'The checkpoint with which every entry of the month was published, so that each can be proved; null: some are not published yet.',
      resolve: ({ checkpoint }) => checkpoint,
    }),
    links: t.field({
      type: DocumentLinksType,
      nullable: true,
      description: 'Links to a page and a PDF of the statement; null in a process that makes no links.',
      resolve: ({ organizationId, month }, _args, context) =>
        linksTo(context.app, { kind: 'statement', organizationId, id: month }, askerOf(context)),
    }),
  }),
})

/** The most statements of one question. */
const MONTHS_MAX = 24

builder.prismaObjectFields(OrganizationNode, (t) => ({
  statement: t.field({
    type: StatementType,
    nullable: true,
    description:
      'The statement of a month. For an OWNER, ADMIN or BILLING; null for others. A month before the organization was created, or after the present one, is refused.',
    complexity: { field: 100 },
    authScopes: { may: 'seeRevenue' },
    unauthorizedResolver: () => null,
    args: { month: t.arg.string({ required: true, description: 'The month: 2026-11.' }) },
    select: { id: true },
    resolve: async ({ id }, { month }, { app }) => {
      const statement = await readStatement(app, id, month)
      if (isRefusal(statement)) throw requestError(statement)
      return statement
    },
  }),
  statements: t.field({
    type: [StatementType],
    nullable: true,
    description:
      'The statements of the organization, that of the newest month first, back to the month in which it was created. For an OWNER, ADMIN or BILLING; null for others.',
    complexity: ({ first }) => ({ field: 100 * (first ?? 1), multiplier: first ?? 1 }),
    authScopes: { may: 'seeRevenue' },
    unauthorizedResolver: () => null,
    args: {
      first: t.arg.int({
        required: true,
        defaultValue: 12,
        description: `The largest number of statements: 1 to ${MONTHS_MAX}.`,
      }),
      before: t.arg.string({
        description:
          'The month before which they are, such as the last one of the page before: 2026-11. Null: the newest.',
      }),
    },
    select: { id: true },
    resolve: async ({ id }, { first, before }, { app }) => {
      if (first < 1 || first > MONTHS_MAX) throw badInput('first', `must be 1 to ${MONTHS_MAX}`)
      const organization = await app.prisma.organization.findUnique({ where: { id } })
      if (!organization) throw requestError(notFound('organization'))
      const months = monthsBefore(before ?? null, first, lifeOf(app, organization))
      if (isRefusal(months)) throw requestError(months)
      const statements: Statement[] = []
      for (const month of months) {
        const statement = await readStatement(app, id, month)
        if (isRefusal(statement)) throw requestError(statement)
        statements.push(statement)
      }
      return statements
    },
  }),
}))
