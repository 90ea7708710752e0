// Entitlements: their part of the API.

import { builder } from '../graphql/builder.ts'
import { organizationIdFor } from '../graphql/context.ts'
import { OrganizationNode, organizationField } from '../organizations/schema.ts'
import { PlanFeatureType, PlanType } from '../plans/plan.schema.ts'
import { featuresOf } from '../plans/plan.ts'
import { type EntitledOperation, type Entitlements, entitlementsOf } from './entitlements.ts'
import { PriceRuleNode } from './schema.ts'

const EntitledOperationType = builder.objectRef<EntitledOperation>('EntitledOperation').implement({
  description: 'An operation of a model that the organization may use.',
  fields: (t) => ({
    model: t.exposeString('model', { description: 'The name of the model: `suno`.' }),
    operation: t.exposeString('operation', { description: 'The operation: `music`.' }),
    isAvailable: t.boolean({
      description: 'True if it can be submitted now; false if all its prices are UNAVAILABLE at the moment.',
      resolve: ({ priceRules }) => priceRules.some(({ state }) => state !== 'UNAVAILABLE'),
    }),
    priceRules: t.field({
      type: [PriceRuleNode],
      description: 'Its prices in force that the plan includes, one for each variant.',
      resolve: ({ priceRules }) => [...priceRules],
    }),
  }),
})

const EntitlementsType = builder.objectRef<Entitlements>('Entitlements').implement({
  description: 'Everything that the plan of an organization allows, as decisions see it now.',
  fields: (t) => ({
    plan: t.field({
      type: PlanType,
      nullable: true,
      description:
        'The plan in force. Null: no subscription is in force; then every operation can be used, without limits, and no feature is included.',
      resolve: ({ plan }) => plan,
    }),
    operations: t.field({
      type: [EntitledOperationType],
      description: 'The operations of models that have a price and that the plan includes, by model and operation.',
      resolve: ({ operations }) => [...operations],
    }),
    features: t.field({
      type: [PlanFeatureType],
      description: 'The features of the plan other than operations; empty: it has none.',
      resolve: ({ plan }) => (plan ? featuresOf(plan) : []),
    }),
    feature: t.field({
      type: PlanFeatureType,
      nullable: true,
      description: 'One feature of the plan; null: the plan does not include it.',
      args: { name: t.arg.string({ required: true, description: 'The name of the feature: `commercial-license`.' }) },
      resolve: ({ plan }, { name }) => (plan && featuresOf(plan).find((feature) => feature.name === name)) || null,
    }),
    concurrentTasks: t.int({
      nullable: true,
      description:
        'The most tasks with credits that can be under way at a time. An open hold without a task counts as one. Null: any number.',
      resolve: ({ plan }) => plan?.concurrentTasks ?? null,
    }),
    tasksPerMinute: t.int({
      nullable: true,
      description:
        'The most tasks that can be submitted within a minute. A hold without a task that is opened counts as one. Null: any number.',
      resolve: ({ plan }) => plan?.tasksPerMinute ?? null,
    }),
    seats: t.int({
      nullable: true,
      description: 'The number of members that the plan includes; null: no limit.',
      resolve: ({ plan }) => plan?.seats ?? null,
    }),
    until: t.expose('until', {
      type: 'DateTime',
      nullable: true,
      description:
        'The instant at which the subscription may change by itself, in UTC: the end of its cycle; null: it does not.',
    }),
  }),
})

builder.queryField('entitlements', (t) =>
  t.field({
    type: EntitlementsType,
    nullable: true,
    description:
      'Everything that the plan of an organization allows: operations of models, features, and limits. Null: there is no such organization, it is closed, or the caller may not see it.',
    authScopes: { may: 'read' },
    args: {
      model: t.arg.string({ description: 'Lists only operations of this model. Null: of all.' }),
      operation: t.arg.string({ description: 'Lists only this operation. Null: all.' }),
      organizationId: t.arg.globalID({ for: OrganizationNode, ...organizationField }),
    },
    resolve: (_root, { organizationId: named, ...only }, context) => {
      const organizationId = organizationIdFor(context, named)
      return organizationId === null ? null : entitlementsOf(context.app, organizationId, only)
    },
  }),
)
