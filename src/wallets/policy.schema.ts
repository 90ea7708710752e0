// The policy of a wallet: its part of the API.

import { builder } from '../graphql/builder.ts'
import { resultType } from '../graphql/errors.ts'
import { splitTenantId } from '../graphql/ids.ts'
import { setWalletPolicy } from './policy.ts'
import { COMMON_ERRORS } from './refusals.schema.ts'
import { BurnDownCriterionEnum, LatePolicyEnum, WalletNode, walletSuccess } from './wallet.schema.ts'

const SetWalletPolicyInput = builder.inputType('SetWalletPolicyInput', {
  description: 'What to change of a wallet’s policy.',
  fields: (t) => ({
    walletId: t.globalID({ for: WalletNode, required: true, description: 'The wallet.' }),
    burnDown: t.field({
      type: [BurnDownCriterionEnum],
      description: 'What decides which lot burns first, then second, and so on. Absent: as it is.',
    }),
    overspend: t.boolean({
      description: 'Whether more may be spent from a hold than it froze, if the wallet has it. Absent: as it is.',
    }),
    latePolicy: t.field({
      type: LatePolicyEnum,
      description: 'Who bears what a late success costs that the wallet can’t pay. Absent: as it is.',
    }),
    idempotencyKey: t.string({ description: 'Does it once however often this is sent; 1 to 255 characters.' }),
  }),
})

builder.mutationFields((t) => ({
  setWalletPolicy: t.field({
    type: resultType('SetWalletPolicyResult', walletSuccess('SetWalletPolicySuccess'), COMMON_ERRORS),
    description: 'Sets the order in which a wallet’s lots burn, and whether holds may be overspent. For the operator.',
    authScopes: { operator: true },
    args: { input: t.arg({ type: SetWalletPolicyInput, required: true }) },
    resolve: (_root, { input: { walletId, ...input } }, { app }) => {
      const { organizationId, id } = splitTenantId(walletId.id)
      return setWalletPolicy(app, { ...input, organizationId, walletId: id })
    },
  }),
}))
