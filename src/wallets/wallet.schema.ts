// The wallet of a pool or a member: its part of the API.

import { canSee } from '../access/roles.ts'
import type { App } from '../app.ts'
import { BurnDownCriterion, LatePolicy, type Wallet } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { requestError } from '../graphql/errors.ts'
import { type GlobalId, idIn, tenantId } from '../graphql/ids.ts'
import type { Balance } from '../ledger/wallet.ts'
import { creditTypeField } from '../organizations/creditTypes.schema.ts'
import { findCreditTypes, onlyOf } from '../organizations/creditTypes.ts'
import { MemberNode, OrganizationNode, whereVisible } from '../organizations/schema.ts'
import { balanceNow, findPools, type Numbered } from './balance.ts'
import { type MembersTotal, totalsOfMembers } from './membersTotals.ts'
import type { WalletAnswer } from './wallet.ts'

export const BurnDownCriterionEnum = builder.enumType('BurnDownCriterion', {
  description: 'The criteria by which one of two lots is used first.',
  values: {
    PRIORITY: { value: BurnDownCriterion.PRIORITY, description: 'The lot with the lower `priority` is used first.' },
    KIND: {
      value: BurnDownCriterion.KIND,
      description:
        'Lots that were given are used before lots that were bought: PROMO, SUBSCRIPTION, ALLOCATION, ADJUSTMENT, TOP_UP, EXTRA.',
    },
    EXPIRY: {
      value: BurnDownCriterion.EXPIRY,
      description: 'The lot that expires earlier is used first. Lots that never expire are used last.',
    },
    AGE: { value: BurnDownCriterion.AGE, description: 'The older lot is used first.' },
    COST: {
      value: BurnDownCriterion.COST,
      description: 'The lot with the lower cost per credit is used first. A lot without a known cost counts as free.',
    },
  },
})

export const LatePolicyEnum = builder.enumType('WalletLatePolicy', {
  description:
    'The rules for the cost of a success that was reported after its hold had timed out, if the wallet can’t pay it.',
  values: {
    OWE: { value: LatePolicy.OWE, description: 'The wallet owes it. The next credits that come in pay it first.' },
    WRITE_OFF: { value: LatePolicy.WRITE_OFF, description: 'The cost is written off, as a loss of the platform.' },
  },
})

/** A value of a wallet's balance: at once if the balance is known. */
function inBalance<Value>(app: App, wallet: Wallet, valueIn: (balance: Numbered) => Value): Value | Promise<Value> {
  const balance = balanceNow(app, wallet)
  return balance instanceof Promise ? balance.then(valueIn) : valueIn(balance)
}

/** One number of a wallet's balance. All that are read together are of one moment. */
function amount(name: keyof Balance | 'sequence', description: string) {
  return {
    type: 'Credits' as const,
    description,
    resolve: (wallet: Wallet, _args: object, { app }: Context) => inBalance(app, wallet, (balance) => balance[name]),
  }
}

export const WalletNode = builder.prismaNode('Wallet', {
  nullable: true,
  description:
    'The credits of one type of one holder: an organization’s pool, or a member’s own. granted = available + locked + frozen + spent + expired + moved + revoked, at every moment.',
  id: { resolve: tenantId },
  findUnique: whereVisible,
  authScopes: ({ organizationId }, { caller }) => canSee(caller, organizationId),
  fields: (t) => ({
    creditType: t.exposeString('creditType', {
      description: 'The type of its credits. Credits of one type can’t pay what costs another.',
    }),
    available: t.field(amount('available', 'Credits that can be frozen now.')),
    locked: t.field(amount('locked', 'Credits that may not be used at present.')),
    frozen: t.field(amount('frozen', 'Credits held for tasks and holds that are open.')),
    total: t.field({
      type: 'Credits',
      description: 'The sum of available and frozen credits.',
      resolve: (wallet, _args, { app }) => inBalance(app, wallet, ({ available, frozen }) => available + frozen),
    }),
    spent: t.field(amount('spent', 'Credits spent, ever.')),
    expired: t.field(amount('expired', 'Credits that expired unspent, ever.')),
    moved: t.field(amount('moved', 'Credits that are in other wallets of the organization, or were used there.')),
    revoked: t.field(amount('revoked', 'Credits that the platform took out again, ever.')),
    granted: t.field(amount('granted', 'Credits that came in, ever.')),
    owed: t.expose('owed', {
      type: 'Credits',
      description:
        'Credits that were used but not available: debt. Credits that become available pay it first, unless they are limited to some models or operations.',
    }),
    writtenOff: t.expose('writtenOff', {
      type: 'Credits',
      description: 'Credits that were used but not available and were written off, in total.',
    }),
    latePolicy: t.field({
      type: LatePolicyEnum,
      description: 'The rule for the cost of a late success that the wallet can’t pay.',
      resolve: (wallet) => wallet.latePolicy,
    }),
    burnDown: t.expose('burnDown', {
      type: [BurnDownCriterionEnum],
      description: 'The criteria of the burn-down order: lots that are equal by one are compared by the next.',
    }),
    overspend: t.exposeBoolean('overspend', {
      description: 'True if more credits may be spent than a hold has frozen, as far as the wallet has them.',
    }),
    sequence: t.field({
      ...amount('sequence', 'The number of journal entries, which is the sequence number of the newest.'),
      type: 'SafeInt',
    }),
    createdAt: t.expose('createdAt', {
      type: 'DateTime',
      description: 'The time at which the wallet was opened, in UTC.',
    }),
    organization: t.relation('organization', { description: 'The organization that the wallet belongs to.' }),
    member: t.prismaField({
      type: MemberNode,
      nullable: true,
      description: 'The member that owns the wallet; null for the pool of the organization.',
      resolve: (query, { organizationId, holderId }, _args, { app }) =>
        holderId === organizationId
          ? null
          : app.prisma.member.findUnique({ ...query, where: { organizationId_id: { organizationId, id: holderId } } }),
    }),
  }),
})

/** The only credit type of these; an error of the request if there are several. */
function onlyType(creditTypes: readonly string[]): string {
  const creditType = onlyOf(creditTypes)
  if (typeof creditType !== 'string') throw requestError(creditType)
  return creditType
}

const known = new WeakMap<Context, Map<string, Promise<string[]>>>()

/** The credit types of an organization's pools, read once for a request. */
function creditTypesOf(context: Context, organizationId: string): Promise<string[]> {
  const ofRequest = known.get(context) ?? new Map<string, Promise<string[]>>()
  known.set(context, ofRequest)
  const creditTypes = ofRequest.get(organizationId) ?? findCreditTypes(context.app, organizationId)
  ofRequest.set(organizationId, creditTypes)
  return creditTypes
}

builder.prismaObjectField(OrganizationNode, 'wallet', (t) =>
  t.field({
    type: WalletNode,
    nullable: true,
    description: 'The pool of one credit type; null if no credits of that type were ever granted.',
    args: {
      creditType: t.arg.string(creditTypeField),
    },
    resolve: async ({ id }, { creditType }, { app }) => {
      const pools = await findPools(app, id, creditType ?? null)
      if (pools.length > 1) onlyType(pools.map((pool) => pool.creditType))
      return pools[0] ?? null
    },
  }),
)

const HeldByMembers = builder.objectRef<MembersTotal>('HeldByMembers').implement({
  description: 'The credits of one type that members hold together, apart from the pool.',
  fields: (t) => ({
    creditType: t.exposeString('creditType', { description: 'The type of the credits.' }),
    members: t.exposeInt('members', { description: 'The number of members who have a wallet of this type.' }),
    available: t.expose('available', { type: 'Credits', description: 'Credits that can be frozen now.' }),
    locked: t.expose('locked', { type: 'Credits', description: 'Credits that may not be used at present.' }),
    frozen: t.expose('frozen', { type: 'Credits', description: 'Credits held for tasks and holds that are open.' }),
    owed: t.expose('owed', { type: 'Credits', description: 'Credits that were used but not available: debt.' }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'heldByMembers', (t) =>
  t.field({
    type: [HeldByMembers],
    description:
      'The credits in the wallets of members, by credit type, in alphabetical order. With the pools in `wallets` they are all credits of the organization. Credits that expire count until the expiry is in the journal, within seconds.',
    resolve: ({ id }, _args, { app }) => totalsOfMembers(app, id),
  }),
)

builder.prismaObjectField(MemberNode, 'wallet', (t) =>
  t.prismaField({
    type: WalletNode,
    nullable: true,
    description: 'The member’s own wallet of one credit type; null while none was ever moved there.',
    args: {
      creditType: t.arg.string(creditTypeField),
    },
    resolve: async (query, { organizationId, id: holderId }, { creditType: named }, context) => {
      const creditTypes = named ? [named] : await creditTypesOf(context, organizationId)
      if (creditTypes.length === 0) return null
      const creditType = onlyType(creditTypes)
      return context.app.prisma.wallet.findUnique({
        ...query,
        where: { organizationId_holderId_creditType: { organizationId, holderId, creditType } },
      })
    },
  }),
)

export function walletSuccess(name: string) {
  return builder.objectRef<WalletAnswer>(name).implement({
    description: 'The request was carried out, now or earlier under the same idempotency key.',
    fields: (t) => ({
      wallet: t.field({
        type: WalletNode,
        description: 'The wallet after the change.',
        resolve: ({ wallet }) => wallet,
      }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

/** Returns the holder of the wallet that an input names. */
export function holderOf({ organizationId, memberId }: { organizationId: GlobalId; memberId?: GlobalId | null }) {
  return { organizationId: organizationId.id, memberId: memberId ? idIn(organizationId.id, memberId) : null }
}
