// Joins the capabilities' parts into one schema.

import '../graphql/scalars.ts'
import '../labels/schema.ts'
import '../offboarding/schema.ts'
import '../organizations/schema.ts'
import '../organizations/viewer.schema.ts'
import '../organizations/signIn.schema.ts'
import '../organizations/issuers.schema.ts'
import '../organizations/operations.schema.ts'
import '../organizations/members.schema.ts'
import '../organizations/apiKeys.schema.ts'
import '../organizations/platformKeys.schema.ts'
import '../organizations/audit.schema.ts'
import '../wallets/wallet.schema.ts'
import '../wallets/balance.schema.ts'
import '../wallets/live.schema.ts'
import '../wallets/journal.schema.ts'
import '../wallets/actors.schema.ts'
import '../wallets/revenue.schema.ts'
import '../wallets/grants.schema.ts'
import '../wallets/lots.schema.ts'
import '../wallets/kinds.schema.ts'
import '../wallets/holds.schema.ts'
import '../wallets/holdLists.schema.ts'
import '../wallets/refunds.schema.ts'
import '../wallets/lotRefunds.schema.ts'
import '../wallets/policy.schema.ts'
import '../wallets/adjustments.schema.ts'
import '../wallets/disputes.schema.ts'
import '../wallets/integrity.schema.ts'
import '../wallets/outlook.schema.ts'
import '../wallets/transfers.schema.ts'
import '../wallets/allocations.schema.ts'
import '../runs/schema.ts'
import '../budgets/schema.ts'
import '../alerts/schema.ts'
import '../alerts/mails.schema.ts'
import '../plans/changes.schema.ts'
import '../plans/plan.schema.ts'
import '../usage/schema.ts'
import '../revenue/margins.schema.ts'
import '../revenue/schema.ts'
import '../plans/schema.ts'
import '../payments/packs.schema.ts'
import '../payments/schema.ts'
import '../payments/operations.schema.ts'
import '../payments/methods.schema.ts'
import '../payments/topUps.schema.ts'
import '../clock/schema.ts'
import '../pricing/schema.ts'
import '../pricing/contracts.schema.ts'
import '../pricing/catalogue.schema.ts'
import '../pricing/facades.schema.ts'
import '../pricing/quotes.schema.ts'
import '../pricing/entitlements.schema.ts'
import '../providers/schema.ts'
import '../simulation/schema.ts'
import '../exports/schema.ts'
import '../checkpoints/schema.ts'
import '../feed/schema.ts'
import '../tasks/schema.ts'
import '../tasks/keys.schema.ts'
import '../tasks/submit.schema.ts'
import '../tasks/permission.schema.ts'
import '../requests/schema.ts'
import '../requests/live.schema.ts'
import '../forecast/schema.ts'
import '../metering/schema.ts'
import '../tasks/steps.schema.ts'
import '../tasks/refundAllowances.schema.ts'
import '../tasks/refunds.schema.ts'
import '../tasks/live.schema.ts'
import '../usage/live.schema.ts'
import '../tasks/filter.schema.ts'
import '../tasks/ofAll.schema.ts'
import '../tasks/leases.schema.ts'
import '../tasks/maintenance.schema.ts'
import '../tasks/uploads.schema.ts'
import '../documents/billing.schema.ts'
import '../documents/receipts.schema.ts'
import '../documents/statements.schema.ts'
import '../documents/taskReceipt.schema.ts'
import '../webhooks/schema.ts'
import '../tasks/webhookUrls.schema.ts'
import '../processes/schema.ts'
import type { GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema } from 'graphql'
import { builder } from '../graphql/builder.ts'
import { meterLists } from '../graphql/meterLists.ts'

/** Default deny: every root field declares who may use it, and every node who may see it; otherwise there is no schema. */
function refuseUnguarded(schema: GraphQLSchema): GraphQLSchema {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  for (const type of roots as GraphQLObjectType[]) {
    for (const field of Object.values(type.getFields())) {
      const options = field.extensions.pothosOptions as { authScopes?: unknown } | undefined
      if (!options?.authScopes) throw new TypeError(`${type.name}.${field.name} doesn’t say who may use it`)
    }
  }
  const nodes = schema.getPossibleTypes(schema.getType('Node') as GraphQLInterfaceType)
  for (const type of nodes) {
    const options = type.extensions.pothosOptions as { authScopes?: unknown } | undefined
    if (!options?.authScopes) throw new TypeError(`${type.name} doesn’t say who may see it`)
  }
  return schema
}

export const schema = meterLists(refuseUnguarded(builder.toSchema()))
