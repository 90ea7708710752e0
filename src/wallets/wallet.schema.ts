// The wallet of a pool or a member: its part of the API.

import { canSee } from '../access/roles.ts'
import { BurnDownCriterion, LatePolicy, type Wallet } from '../database/generated/client/client.ts'
import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { type GlobalId, idIn, tenantId } from '../graphql/ids.ts'
import { type Balance, DEFAULT_CREDIT_TYPE } from '../ledger/wallet.ts'
import { MemberNode, OrganizationNode, whereIsPool, whereVisible } from '../organizations/schema.ts'
import { balanceNow } from './balance.ts'
import type { WalletAnswer } from './wallet.ts'

export const BurnDownCriterionEnum = builder.enumType('BurnDownCriterion', {
  description: 'What decides which of two lots burns first.',
  values: {
    PRIORITY: { value: BurnDownCriterion.PRIORITY, description: 'The lower priority number.' },
    KIND: {
      value: BurnDownCriterion.KIND,
      description: 'What was given before what was bought: PROMO, SUBSCRIPTION, ALLOCATION, ADJUSTMENT, TOP_UP, EXTRA.',
    },
    EXPIRY: { value: BurnDownCriterion.EXPIRY, description: 'What expires first; what never does comes last.' },
    AGE: { value: BurnDownCriterion.AGE, description: 'The older.' },
    COST: {
      value: BurnDownCriterion.COST,
      description: 'What less was paid for, per credit; what nothing is told of counts as free.',
    },
  },
})

export const LatePolicyEnum = builder.enumType('LatePolicy', {
  description:
    'Who bears what a success costs that was reported after its hold had timed out, if the wallet can’t pay any more.',
  values: {
    OWE: { value: LatePolicy.OWE, description: 'The wallet owes it. What comes in next pays it first.' },
    WRITE_OFF: { value: LatePolicy.WRITE_OFF, description: 'It is the platform’s loss.' },
  },
})

/** One number of a wallet's balance. All that are read together are of one moment. */
function amount(name: keyof Balance | 'sequence', description: string) {
  return {
    type: 'Credits' as const,
    description,
    resolve: async (wallet: Wallet, _args: object, context: Context) =>
      (await balanceNow(context, context.app, wallet))[name],
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
    creditType: t.exposeString('creditType', { description: 'Credits of one type can’t pay for another.' }),
    available: t.field(amount('available', 'Credits that can be frozen now.')),
    locked: t.field(amount('locked', 'Credits that are there and may not be used now.')),
    frozen: t.field(amount('frozen', 'Credits held for tasks and holds that are open.')),
    total: t.field({
      type: 'Credits',
      description: 'available + frozen.',
      resolve: async (wallet, _args, context) => {
        const { available, frozen } = await balanceNow(context, context.app, wallet)
        return available + frozen
      },
    }),
    spent: t.field(amount('spent', 'Credits spent, ever.')),
    expired: t.field(amount('expired', 'Credits that expired unspent, ever.')),
    moved: t.field(amount('moved', 'Credits that are in other wallets of the organization, or were used there.')),
    revoked: t.field(amount('revoked', 'Credits that the platform took out again, ever.')),
    granted: t.field(amount('granted', 'Credits that came in, ever.')),
    owed: t.expose('owed', {
      type: 'Credits',
      description:
        'Credits that were used without being there. Whatever becomes available pays them first, unless it is limited to some models or operations.',
    }),
    writtenOff: t.expose('writtenOff', {
      type: 'Credits',
      description: 'Credits that were used without being there, at the platform’s loss, ever.',
    }),
    latePolicy: t.field({
      type: LatePolicyEnum,
      description: 'Who bears what a late success costs that the wallet can’t pay.',
      resolve: (wallet) => wallet.latePolicy,
    }),
    burnDown: t.expose('burnDown', {
      type: [BurnDownCriterionEnum],
      description: 'What decides which lot burns first: the first criterion, then the next where lots are alike.',
    }),
    overspend: t.exposeBoolean('overspend', {
      description: 'Whether more may be spent from a hold than it froze, if the wallet has it.',
    }),
    sequence: t.field({
      ...amount('sequence', 'How many journal entries there are: the number of the newest.'),
      type: 'SafeInt',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was opened, UTC.' }),
    organization: t.relation('organization', { description: 'Where they may be used.' }),
    member: t.prismaField({
      type: MemberNode,
      nullable: true,
      description: 'Whose own wallet it is; null for the organization’s pool.',
      resolve: (query, { organizationId, holderId }, _args, { app }) =>
        holderId === organizationId
          ? null
          : app.prisma.member.findUnique({ ...query, where: { organizationId_id: { organizationId, id: holderId } } }),
    }),
  }),
})

builder.prismaObjectField(OrganizationNode, 'wallet', (t) =>
  t.field({
    type: WalletNode,
    nullable: true,
    description: 'The pool of one credit type; null while nothing of that type was ever granted.',
    args: {
      creditType: t.arg.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which type.' }),
    },
    select: ({ creditType }, { app }, nestedSelection) => ({
      wallets: nestedSelection({ where: { creditType, ...whereIsPool(app) } }),
    }),
    resolve: ({ wallets }) => wallets[0] ?? null,
  }),
)

builder.prismaObjectField(MemberNode, 'wallet', (t) =>
  t.prismaField({
    type: WalletNode,
    nullable: true,
    description: 'The member’s own wallet of one credit type; null while none was ever moved there.',
    args: {
      creditType: t.arg.string({ defaultValue: DEFAULT_CREDIT_TYPE, required: true, description: 'Of which type.' }),
    },
    resolve: (query, { organizationId, id: holderId }, { creditType }, { app }) =>
      app.prisma.wallet.findUnique({
        ...query,
        where: { organizationId_holderId_creditType: { organizationId, holderId, creditType } },
      }),
  }),
)

export function walletSuccess(name: string) {
  return builder.objectRef<WalletAnswer>(name).implement({
    description: 'It is done, or was done earlier under the same idempotency key.',
    fields: (t) => ({
      wallet: t.field({ type: WalletNode, description: 'The wallet after it.', resolve: ({ wallet }) => wallet }),
      replayed: t.exposeBoolean('replayed', { description: 'True when this idempotency key did it earlier.' }),
    }),
  })
}

/** Whose wallet an input names. */
export function holderOf({ organizationId, memberId }: { organizationId: GlobalId; memberId?: GlobalId | null }) {
  return { organizationId: organizationId.id, memberId: memberId ? idIn(organizationId.id, memberId) : null }
}
