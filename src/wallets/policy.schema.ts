// The policy of a wallet: its part of the API.

import { builder } from '../graphql/builder.ts'
import { resultType } from '../graphql/errors.ts'
import { splitTenantId } from '../graphql/ids.ts'
import { setWalletPolicy } from './policy.ts'
import { COMMON_ERRORS } from './refusals.schema.ts'
import { BurnDownCriterionEnum, LatePolicyEnum, WalletNode, walletSuccess } from './wallet.schema.ts'

const SetWalletPolicyInput = builder.inputType('SetWalletPolicyInput', {
  description: 'Changes to the policy of a wallet.',
  fields: (t) => ({
    walletId: t.globalID({ for: WalletNode, required: true, description: 'The id of the wallet.' }),
    burnDown: t.field({
      type: [BurnDownCriterionEnum],
      description:
        'The criteria of the burn-down order: lots that are equal by one are compared by the next. Null or absent: unchanged.',
    }),
    overspend: t.boolean({
      description:
        'True: more credits may be spent than the hold has frozen, as far as the wallet has them. Null or absent: unchanged.',
    }),
    latePolicy: t.field({
      type: LatePolicyEnum,
      description: 'The rule for the cost of a late success that the wallet can’t pay. Null or absent: unchanged.',
    }),
    idempotencyKey: t.string({
      description:
        'The idempotency key, 1 to 255 characters: requests with the same key have one effect. Null: each request has its own.',
    }),
  }),
})

builder.mutationFields((t) => ({
  setWalletPolicy: t.field({
    type: resultType('SetWalletPolicyResult', walletSuccess('SetWalletPolicySuccess'), COMMON_ERRORS),
    description: 'Sets the order in which a wallet’s lots burn, and whether holds may be overspent. For the operator.',
    authScopes: { platform: 'GRANT' },
    args: { input: t.arg({ type: SetWalletPolicyInput, required: true }) },
    resolve: (_root, { input: { walletId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(walletId.id)
      return setWalletPolicy(app, { ...input, organizationId, walletId: id })
    },
  }),
}))
